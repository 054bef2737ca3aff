import Foundation
import IpaiCore

/// Reads conversations from files of a format, one conversation after the other.
///
/// What cannot be read is a problem that is reported; everything else is kept. A conversation is handed over more than
/// once, with more messages each time, when it is spread over several files. A reader serves one import, since it knows
/// which lines it has read.
package struct ConversationReader {
  private let format: ImportFormat
  private let seen = SeenLines()

  /// Reads a format.
  package init(_ format: ImportFormat) { self.format = format }

  /// Reads files, and the matching files in folders and in the folders in them, in the order of their paths.
  ///
  /// Throws `IpaiError(.notFound)` where there is nothing to read, `IpaiError(.usage)` for what is neither a file nor a
  /// folder, `IpaiError(.denied)` or `IpaiError(.unavailable)` for what cannot be opened, and what `take` throws.
  package func read(
    paths: [String], take: (NewConversation) throws -> Void, problem: (ImportProblem) -> Void
  ) throws {
    for path in paths {
      if let folder = try ImportFolder(path, format) {
        try read(folder, take, problem)
      } else {
        try read(RegularFile.open(path), path, take, problem)
      }
    }
  }

  /// Reads one source of bytes, such as the standard input. Throws what `take` throws.
  package func read(
    source: ImportSource, take: (NewConversation) throws -> Void, problem: (ImportProblem) -> Void
  ) throws {
    var file = FileImport(source, format, seen)
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

  /// One file of a folder that cannot be opened does not keep the others from being read.
  private func read(
    _ folder: ImportFolder, _ take: (NewConversation) throws -> Void, _ problem: (ImportProblem) -> Void
  ) throws {
    folder.problems.forEach(problem)
    for path in folder.files {
      let descriptor: Int32
      do { descriptor = try RegularFile.open(path) } catch {
        problem(ImportProblem(path: path, line: nil, message: error.message))
        continue
      }
      try read(descriptor, path, take, problem)
    }
  }

  private func read(
    _ descriptor: Int32, _ path: String, _ take: (NewConversation) throws -> Void, _ problem: (ImportProblem) -> Void
  ) throws {
    defer { close(descriptor) }
    try read(source: ImportSource(descriptor: descriptor, name: path), take: take, problem: problem)
  }
}
