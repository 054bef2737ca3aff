import Foundation
package import IpaiCore

/// A file with all that was read of an account, which can be judged again without the network. Nothing secret is in it, since that is never
/// read; `redacted` takes names and addresses out too.
package enum SnapshotFile {
  /// The most bytes of a file: 100,000 resources have 100 MB.
  private static let maxBytes = 512 << 20

  /// Whether a file can be written to `path`, as far as that can be told before: its folder is there, may be written and has room.
  ///
  /// Throws `IpaiError`: `.notFound` without the folder, `.denied` for one that may not be written and for a target that is no file, and
  /// `.unavailable` for a full disk.
  package static func checkPlace(_ path: String) throws(IpaiError) {
    var information = stat()
    if stat(path, &information) == 0, information.st_mode & S_IFMT != S_IFREG {
      throw IpaiError(.denied, "\(path) is not a regular file, and is not replaced by one", hint: "name another file")
    }
    let parent = (path as NSString).deletingLastPathComponent
    let folder = parent.isEmpty ? "." : parent
    guard stat(folder, &information) == 0, information.st_mode & S_IFMT == S_IFDIR else {
      throw IpaiError(.notFound, "there is no folder \(folder)", hint: "make it first, or name another file")
    }
    guard access(folder, W_OK | X_OK) == 0 else {
      let failure = SystemFailure()
      throw IpaiError(.denied, "cannot write \(path): \(failure.reason)", hint: "name another file")
    }
    var space = statvfs()
    if statvfs(folder, &space) == 0, space.f_blocks > 0, space.f_bavail == 0 {
      throw IpaiError(
        .unavailable, "cannot write \(path): the disk is full", hint: "free some space, or name another file")
    }
  }

  /// Writes facts to `path`, in a folder that is there, for nobody but the user.
  ///
  /// Throws `IpaiError`: `.notFound` without the folder, `.denied` where it may not be written, and `.unavailable` for a full disk.
  package static func write(_ facts: AccountFacts, to path: String) throws {
    try checkPlace(path)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let content = try encoder.encode(facts) + Data([UInt8(ascii: "\n")])
    try FileReplacement.write(content, to: path, permissions: 0o600)
  }

  /// The facts in the file at `path`.
  ///
  /// Throws `IpaiError`: `.notFound` without a file, `.configuration` for one that is no snapshot, was changed so that it is none any
  /// more, or is of another version of ipai.
  package static func read(_ path: String) throws -> AccountFacts {
    guard let content = try SmallFile.read(path, maxBytes: maxBytes) else {
      throw IpaiError(.notFound, "there is no file \(path)", hint: "to make one: ipai advisor scan --save FILE")
    }
    struct Form: Decodable { let format: Int }
    let data = Data(content)
    let hint = "to make one: ipai advisor scan --save FILE"
    guard let form = try? JSONDecoder().decode(Form.self, from: data) else {
      throw IpaiError(.configuration, "\(path) is not a snapshot of an account", hint: hint)
    }
    guard form.format == AccountFacts.currentFormat else {
      throw IpaiError(
        .configuration,
        "\(path) has the format \(form.format), and this ipai reads the format \(AccountFacts.currentFormat)",
        hint: "judge it with the version of ipai that made it, or make it again")
    }
    do { return try JSONDecoder().decode(AccountFacts.self, from: data) } catch {
      throw IpaiError(
        .configuration, "\(path) is not a whole snapshot: \(DecodingProblem.text(error))", hint: hint)
    }
  }
}
