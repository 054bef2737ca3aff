package import IpaiCore

/// The conversations in files, read as they are asked for, in the order of the paths.
///
/// What cannot be read is a problem that is reported; everything else is kept. A conversation is handed over more than
/// once, with more messages each time, when it is spread over several files.
package struct ConversationFiles {
  private let format: ImportFormat
  private let refusal: @Sendable (String) -> IpaiError?
  private let seen = SeenLines()
  /// The paths that were not looked at yet.
  private var paths: ArraySlice<String>
  /// The files of a folder that were not read yet.
  private var files: ArraySlice<String> = []
  private var file: FileImport?

  /// Files, and the matching files in folders and in the folders in them. Nothing is read yet. `refusal` says why a file may
  /// not be read; nil for one that may.
  package init(
    _ format: ImportFormat, _ paths: [String],
    refusal: @escaping @Sendable (_ path: String) -> IpaiError? = { _ in nil }
  ) {
    self.format = format
    self.refusal = refusal
    self.paths = paths[...]
  }

  /// The conversations of the next records, as many as are stored at once; nil when nothing is left.
  ///
  /// Throws `IpaiError(.notFound)` where there is nothing to read, `IpaiError(.usage)` for what is neither a file nor a
  /// folder, `IpaiError(.denied)` or `IpaiError(.unavailable)` for what cannot be opened.
  package mutating func nextBatch() throws -> ImportBatch? {
    var batch = ImportBatch()
    while !batch.isFull, let output = try next() { batch.add(output) }
    if batch.isEmpty { return nil }
    return batch
  }

  /// What came of the next record, or of looking at a folder; nil when nothing is left. Throws what `nextBatch` throws.
  mutating func next() throws -> ImportOutput? {
    while true {
      if let output = file?.next() { return output }
      file = nil
      if let path = files.popFirst() {
        if let problem = begin(path) { return problem }
      } else if let path = paths.popFirst() {
        if let problems = try look(at: path) { return problems }
      } else {
        return nil
      }
    }
  }

  /// One file of a folder that cannot be opened does not keep the others from being read.
  private mutating func begin(_ path: String) -> ImportOutput? {
    do throws(IpaiError) {
      if let refusal = refusal(path) { throw refusal }
      file = FileImport(try ImportSource(path: path), format, seen)
      return nil
    } catch {
      var output = ImportOutput(path: path)
      output.report(error.message, line: nil)
      return output
    }
  }

  /// The problems with the folders in a folder; nil for a file.
  private mutating func look(at path: String) throws -> ImportOutput? {
    guard let folder = try ImportFolder(path, format) else {
      file = FileImport(try ImportSource(path: path), format, seen)
      return nil
    }
    files = folder.files[...]
    var output = ImportOutput(path: path)
    output.problems = folder.problems
    return output
  }
}
