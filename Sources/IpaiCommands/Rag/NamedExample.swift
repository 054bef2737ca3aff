import Foundation
import IpaiCore

/// What `--like` names: a file, by its text, or a revision.
struct NamedExample {
  /// The text of a file; nil for a revision.
  private(set) var text: String?
  /// nil for a file.
  private(set) var revision: String?
  /// The path of a file that goes on after what is read of it; nil when all of it is read.
  private(set) var cutFile: String?

  private static let maxBytes = 64 << 10

  /// The name of a file that exists is taken for the file; anything else is a revision.
  ///
  /// Throws `IpaiError`: `.usage` for a file without text, `.denied` for one that cannot be read.
  init(_ name: String, in invocation: Invocation) throws {
    let path = try invocation.world.absolute(name)
    guard let status = FileStatus(path), status.kind != .folder else {
      revision = name
      return
    }
    guard status.kind == .file else {
      throw IpaiError(.usage, "\(path) is not a regular file", hint: Self.hint)
    }
    let data = try Self.read(path)
    if data.contains(0) { throw IpaiError(.usage, "\(path) is not a text file", hint: Self.hint) }
    let text = String(decoding: data.prefix(Self.maxBytes), as: UTF8.self)
    if text.allSatisfy(\.isWhitespace) { throw IpaiError(.usage, "there is no text in \(path)", hint: Self.hint) }
    self.text = text
    if data.count > Self.maxBytes { cutFile = path }
  }

  private static let hint = "give --like a text file or a revision"

  /// The content of a file, one byte more than is used at most.
  private static func read(_ path: String) throws -> Data {
    let descriptor = PathText.withCString(path) { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw IpaiError(.denied, "cannot read \(path)") }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do { return try file.read(upToCount: maxBytes + 1) ?? Data() } catch {
      throw IpaiError(.denied, "cannot read \(path)")
    }
  }
}
