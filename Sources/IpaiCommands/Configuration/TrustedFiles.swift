import Foundation
import IpaiCore

/// The configuration files of repositories that the user trusts, each with the content that was trusted.
///
/// Kept in `trusted.json` in the data directory; a file that changes has to be trusted again.
struct TrustedFiles {
  private let path: String
  private static let maxBytes = 16 << 20

  init(_ directories: Directories) { path = directories.data + "/trusted.json" }

  func trusts(_ file: String, content: String) -> Bool { read()[file] == content }

  /// Trusts the file as it is now; nil takes the trust back. Throws `IpaiError(.denied)` when that cannot be kept.
  func set(_ file: String, content: String?) throws {
    var trusted = read()
    trusted[file] = content
    do {
      let folder = (path as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let temporary = "\(path).\(ProcessInfo.processInfo.processIdentifier)"
      let data = Data(JSONText.encode(trusted).utf8)
      guard FileManager.default.createFile(atPath: temporary, contents: data, attributes: [.posixPermissions: 0o600]),
        rename(temporary, path) == 0
      else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      throw IpaiError(.denied, "cannot write \(path)", hint: "check its permissions and the disk")
    }
  }

  private func read() -> [String: String] {
    guard let bytes = try? SmallFile.read(path, maxBytes: Self.maxBytes) else { return [:] }
    return (try? JSONDecoder().decode([String: String].self, from: Data(bytes))) ?? [:]
  }
}
