import Foundation
import IpaiMemory
import TestSupport
import Testing

@Suite struct ImportBadInputTests {
  /// The beginning of a file of each format.
  private static let samples: [ImportFormat: String] = [
    .claudeCode: #"{"parentUuid":null,"type":"user","uuid":"u","sessionId":"s","message":{"content":"Hello"}}"# + "\n",
    .chatGPT: #"[{"title":"t","create_time":1.5,"mapping":{"a":{"message":{"id":"m","author":{"role":"user"},"#
      + #""content":{"content_type":"text","parts":["Hello"]}}}},"current_node":"a","id":"c"}]"#,
    .codex: #"{"timestamp":"2026-05-01T12:00:00Z","type":"session_meta","payload":{"id":"c"}}"# + "\n"
      + #"{"type":"response_item","payload":{"type":"message","role":"assistant","content":"Hello"}}"# + "\n",
    .mcpMemory: #"{"type":"entity","name":"A","entityType":"t","observations":["Hello A"]}"# + "\n",
    .jsonl: #"{"session_id":"s","messages":[{"role":"user","content":"Hello"}]}"# + "\n",
  ]

  private static let pairs = ImportFormat.allCases.flatMap { format in ImportFormat.allCases.map { (format, $0) } }

  @Test(arguments: pairs) func aWrongFormatIsOneProblemThatNamesTheRightOne(
    format: ImportFormat, given: ImportFormat
  ) throws {
    let run = try ImportRun(format, String(repeating: Self.samples[given, default: ""], count: 50))
    if format == given {
      #expect(run.problems.isEmpty)
      #expect(run.turns.contains { $0.hasSuffix("Hello") || $0.hasSuffix("Hello A") })
      return
    }
    #expect(run.conversations.isEmpty)
    #expect(run.problems.count == 1)
    #expect(
      run.problems.first?.message
        == "looks like the format \(given.rawValue), not \(format.rawValue): import it with --from \(given.rawValue)")
  }

  @Test(arguments: ImportFormat.allCases) func oneBadLineAmongManyIsNamedAndTheRestKept(format: ImportFormat) throws {
    let sample = Self.samples[format, default: ""]
    guard format != .chatGPT else { return }
    let lines = sample.split(separator: "\n").map(String.init)
    let many = Array(repeating: lines[lines.count - 1], count: 5000)
    let run = try ImportRun(format, lines: lines + many + ["{\"type\":"] + many)
    #expect(run.complaints == ["\(lines.count + 5001): is not valid JSON"])
    if format != .claudeCode { #expect(run.turns.count == 10_001) }
  }

  @Test(arguments: ImportFormat.allCases) func aFileThatIsNothingIsOneProblem(format: ImportFormat) throws {
    let run = try ImportRun(format, lines: Array(repeating: "once upon a time", count: 1000))
    #expect(run.conversations.isEmpty)
    #expect(
      run.complaints == ["-: has nothing of the format \(format.rawValue) at its start, and is not read further"])
    var random = SeededGenerator(seed: 7)
    #expect(try ImportRun(format, random.bytes(100_000)).problems.count <= 20)
    #expect(try ImportRun(format, [UInt8](repeating: 0, count: 100_000)).problems.count == 1)
    #expect(try ImportRun(format, []).problems.isEmpty)
    #expect(try ImportRun(format, "\n \r\n\t\n").problems.isEmpty)
  }

  @Test(
    arguments: [
      ([0x50, 0x4B, 3, 4, 0, 0], "is a ZIP archive: unpack it, and import what is in it"),
      ([0x1F, 0x8B, 8, 0], "is compressed by gzip: unpack it first"),
      ([0x28, 0xB5, 0x2F, 0xFD], "is compressed by zstd: unpack it first"),
      ([0xFF, 0xFE, 0x7B, 0], "is UTF-16, and only UTF-8 is read"),
      ([0xFE, 0xFF, 0, 0x7B], "is UTF-16, and only UTF-8 is read"),
    ] as [([UInt8], String)])
  func knownFilesOfOtherKindsAreNamed(bytes: [UInt8], message: String) throws {
    for format in ImportFormat.allCases {
      #expect(try ImportRun(format, bytes).complaints == ["-: \(message)"])
    }
  }

  @Test(arguments: ImportFormat.allCases) func theLineEndsOfWindowsAndAByteOrderMarkAreRead(format: ImportFormat) throws
  {
    let sample = Self.samples[format, default: ""]
    let plain = try ImportRun(format, sample)
    let windows = try ImportRun(format, "\u{FEFF}" + sample.replacing("\n", with: "\r\n\r\n"))
    #expect(windows.conversations == plain.conversations)
    #expect(windows.problems.isEmpty)
    // Without the end of the last line.
    #expect(try ImportRun(format, sample.trimmingCharacters(in: .newlines)).conversations == plain.conversations)
  }

  @Test(arguments: ImportFormat.allCases) func aCutLastLineIsNamed(format: ImportFormat) throws {
    let sample = Self.samples[format, default: ""].trimmingCharacters(in: .newlines)
    let run = try ImportRun(format, String(sample.dropLast(3)))
    #expect(run.conversations.isEmpty)
    #expect(run.problems.count == 1)
    #expect(run.problems.first?.message == "is cut off: the file ends in the middle of it")
  }

  @Test(arguments: ImportFormat.allCases) func aLineThatIsNotUTF8IsNamed(format: ImportFormat) throws {
    let sample = Array(Self.samples[format, default: ""].utf8)
    let start = try #require(sample.indices.last { sample[$0...].starts(with: "Hello".utf8) })
    let damaged = sample[..<start] + [0xE9] + sample[start...]
    #expect(try ImportRun(format, Array(damaged)).complaints.map { String($0.dropFirst(3)) } == ["is not UTF-8"])
  }

  /// Deep nesting, huge numbers, huge texts, in a place that is read and in one that is not.
  @Test(arguments: ImportFormat.allCases) func hostileValuesAreSurvived(format: ImportFormat) throws {
    let sample = Self.samples[format, default: ""]
    let deep = String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000)
    let values = [
      deep, String(repeating: "{\"a\":", count: 2000), "1e999", "-1e-999", String(repeating: "9", count: 5000),
      "\"" + String(repeating: "x", count: 100_000) + "\"", "\"\\ud800\"", "\"\\u0000\"", "null", "[]", "{}", "true",
    ]
    for value in values {
      for place in [
        "\"Hello\"", "\"Hello A\"", "\"s\"", "\"c\"", "\"user\"", "\"m\"", "1.5", "\"2026-05-01T12:00:00Z\"",
      ] {
        let run = try ImportRun(format, sample.replacing(place, with: value))
        #expect(run.conversations.count <= 2)
      }
    }
  }

  @Test func aMessageThatIsTooLongIsLeftOut() throws {
    let long = String(repeating: "x", count: 17 << 20)
    let line =
      #"{"session_id":"s","messages":[{"role":"user","content":"\#(long)"},{"role":"user","content":"Hello"}]}"#
    let run = try ImportRun(.jsonl, line)
    #expect(run.turns == ["user: Hello"])
    #expect(run.complaints == ["1: conversation 's': messages of more than 16.8 MB are left out"])
  }

  /// A text with very many tags that are never closed must not take for ever.
  @Test func manyTagsTakeNoTime() throws {
    let text = String(repeating: "<skill> <system-reminder> ", count: 50_000)
    let line = #"{"type":"user","sessionId":"s","uuid":"u","message":{"content":"x \#(text) </skill> x"}}"#
    let start = ContinuousClock.now
    #expect(try ImportRun(.claudeCode, line).turns.count == 1)
    #expect(ContinuousClock.now - start < .seconds(20))
  }
}
