/// Reads conversations from files of a format, one conversation after the other.
///
/// What cannot be read is a problem that is reported; everything else is kept. A conversation is handed over more than
/// once, with more messages each time, when it is spread over several files.
package struct ConversationReader {
  private let format: ImportFormat

  /// Reads a format.
  package init(_ format: ImportFormat) { self.format = format }

  /// Reads files, and the matching files in folders and in the folders in them, in the order of their paths.
  ///
  /// Throws `IpaiError(.notFound)` where there is nothing to read, `IpaiError(.usage)` for what is neither a file nor a
  /// folder, `IpaiError(.denied)` or `IpaiError(.unavailable)` for what cannot be opened, and what `take` throws.
  package func read(
    paths: [String], take: (NewConversation) throws -> Void, problem: (ImportProblem) -> Void
  ) throws {
    var files = ConversationFiles(format, paths)
    while let output = try files.next() {
      output.problems.forEach(problem)
      try output.conversations.forEach(take)
    }
  }

  /// Reads one source of bytes, such as the standard input. Throws what `take` throws.
  package func read(
    source: ImportSource, take: (NewConversation) throws -> Void, problem: (ImportProblem) -> Void
  ) throws {
    var file = FileImport(source, format, SeenLines())
    while let output = file.next() {
      output.problems.forEach(problem)
      try output.conversations.forEach(take)
    }
  }

  /// Reads bytes that are at hand, which problems call `name`. Throws what `take` throws.
  package func read(
    bytes: [UInt8], name: String, take: (NewConversation) throws -> Void, problem: (ImportProblem) -> Void
  ) throws {
    try read(source: ImportSource(bytes: bytes, name: name), take: take, problem: problem)
  }
}
