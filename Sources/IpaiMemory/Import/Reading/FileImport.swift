import IpaiCore

/// Reads one file, a record at a time.
struct FileImport {
  /// How many records may be wrong before the first that is right; then the file is given up.
  private static let hopelessRecords = 20

  private let source: ImportSource
  private let format: ImportFormat
  private var reader: any RecordReader
  /// Nil before the first record and after the last.
  private var records: RecordSource?
  private var isFinished = false
  private var hasRecognized = false
  /// The problems with the first records, until one of the others is right.
  private var firstProblems: [ImportProblem] = []

  /// Reads a source of which nothing was read yet. `seen` has the lines of the files before it.
  init(_ source: ImportSource, _ format: ImportFormat, _ seen: SeenLines) {
    self.source = source
    self.format = format
    var name: String?
    // The standard input has no name that could be that of a session.
    if source.name != "-" { name = FileName.withoutEnding(source.name) }
    reader =
      switch format {
      case .claudeCode: ClaudeCodeReader(name: name, seen: seen)
      case .chatGPT: ChatGPTReader()
      case .codex: CodexReader(name: name)
      case .mcpMemory: MCPMemoryReader()
      case .jsonl: ConversationRecordReader()
      }
  }

  /// Reads the next record, and gives what came of it; nil when there is nothing more.
  mutating func next() -> ImportOutput? {
    guard !isFinished else { return nil }
    var output = ImportOutput(path: source.name)
    var line: Int?
    do {
      if records == nil { records = try begin() }
      switch try records?.next() {
      case .record(let record):
        line = record.line
        read(record, into: &output)
      case .tooLong(let line): output.report(tooLong, line: line)
      case nil: finish(into: &output)
      }
    } catch {
      output.report(error.message, line: nil)
      finish(into: &output)
    }
    complete(&output, line)
    return output
  }

  private func begin() throws(ImportFailure) -> RecordSource {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if try source.peek(mark.count, { $0.starts(with: mark) }) { source.skip(mark.count) }
    let format = format
    if let objection = try source.peek(FormatSigns.bytes, { FormatSigns.objection(to: format, $0) }) {
      throw ImportFailure(objection)
    }
    return try RecordSource(source, format)
  }

  private mutating func read(_ record: ImportRecord, into output: inout ImportOutput) {
    do {
      try reader.read(record, into: &output)
      hasRecognized = true
      output.problems = firstProblems + output.problems
      firstProblems = []
    } catch {
      output.report(error.message, line: record.line)
      if !hasRecognized { hold(&output) }
    }
  }

  /// Keeps the problems of a file that may be of no use at all, so that it is one problem in the end.
  private mutating func hold(_ output: inout ImportOutput) {
    firstProblems += output.problems
    output.problems = []
    guard firstProblems.count >= Self.hopelessRecords else { return }
    output.report("has nothing of the format \(format.rawValue) at its start, and is not read further", line: nil)
    isFinished = true
  }

  private mutating func finish(into output: inout ImportOutput) {
    reader.finish(into: &output)
    output.problems = firstProblems + output.problems
    isFinished = true
  }

  /// Notes where conversations are from, and leaves out messages that are too long to be stored.
  private func complete(_ output: inout ImportOutput, _ line: Int?) {
    for index in output.conversations.indices {
      let conversation = output.conversations[index]
      if format != .jsonl { output.conversations[index].context["source"] = format.rawValue }
      guard conversation.messages.contains(where: Self.isTooLong) else { continue }
      output.conversations[index].messages = conversation.messages.filter { !Self.isTooLong($0) }
      let most = ByteCount.text(MemoryLimits.messageBytes)
      output.report("conversation '\(conversation.sessionID)': messages of more than \(most) are left out", line: line)
    }
  }

  private static func isTooLong(_ message: NewMessage) -> Bool {
    message.content.utf8.count > MemoryLimits.messageBytes
  }

  private var tooLong: String { "is longer than \(ByteCount.text(source.maxRecordBytes)), and is passed over" }
}
