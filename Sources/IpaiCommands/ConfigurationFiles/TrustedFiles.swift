import Foundation
import IpaiCore
import IpaiDatabase

/// The configuration files of repositories that the user trusts, each with the content that was trusted.
///
/// Kept in `trusted.json` in the data directory; a file that changes has to be trusted again.
struct TrustedFiles {
  private let path: String
  private static let maxBytes = 16 << 20

  /// The list in the data directory, which need not exist.
  init(_ directories: Directories) { path = directories.data + "/trusted.json" }

  /// Whether this content of the file is trusted; nothing is trusted while the list cannot be read.
  func trusts(_ file: String, content: String) -> Bool { (try? read())?[file] == content }

  /// Trusts this content of the file, or no longer trusts the file if `content` is nil. Several processes may do so at
  /// once.
  ///
  /// Throws `IpaiError`: `.denied` when that cannot be kept, `.configuration` when the list cannot be read, which is
  /// then left as it is.
  func set(_ file: String, content: String?) throws {
    let folder = (path as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch { throw cannotWrite() }
    let lock = try FolderLock(folder)
    defer { lock.release() }
    var trusted = try read()
    trusted[file] = content
    try write(trusted)
  }

  private func write(_ trusted: [String: String]) throws {
    let temporary = "\(path).\(ProcessInfo.processInfo.processIdentifier)"
    let data = Data(JSONText.encode(trusted).utf8)
    guard FileManager.default.createFile(atPath: temporary, contents: data, attributes: [.posixPermissions: 0o600]),
      rename(temporary, path) == 0
    else {
      try? FileManager.default.removeItem(atPath: temporary)
      throw cannotWrite()
    }
  }

  private func cannotWrite() -> IpaiError {
    IpaiError(.denied, "cannot write \(path)", hint: "check its permissions and the disk")
  }

  private func read() throws -> [String: String] {
    guard let bytes = try SmallFile.read(path, maxBytes: Self.maxBytes) else { return [:] }
    do { return try JSONDecoder().decode([String: String].self, from: Data(bytes)) } catch {
      throw IpaiError(
        .configuration, "\(path) is damaged: it is no list of trusted files",
        hint: "move it away, and trust your repositories again: ipai config trust")
    }
  }
}
