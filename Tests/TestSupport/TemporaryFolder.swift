package import Foundation

/// A folder that is removed at the end of the test.
package final class TemporaryFolder: Sendable {
  /// The path, without a slash at its end.
  package let path: String

  /// Makes an empty folder.
  package init() throws {
    let base = FileManager.default.temporaryDirectory.path
    path = base + "/ipai-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in the folder, which need not exist.
  package func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file, with the folders above it, and returns its path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try write(Data(text.utf8), to: name)
  }

  /// Writes a file, with the folders above it, and returns its path.
  @discardableResult
  package func write(_ data: Data, to name: String) throws -> String {
    let folder = (file(name) as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try data.write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }
}
