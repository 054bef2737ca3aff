import Foundation
package import IpaiCore

/// A file with all that was read of an account, which can be judged again without the network: JSON Lines (`SnapshotLines`).
///
/// It has what `AccountFacts` has: names, addresses, domains, e-mail addresses, sizes, prices, metrics and dates. It has no secrets, because
/// the facts have no members for them: no passwords, tokens, private keys, secret halves of Spaces keys, certificates' contents or
/// connection strings. Of the variables of apps it says whether they have a value, and not which. `Redaction` takes names and addresses out
/// too, for a file that is shown to others.
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
    try FileReplacement.write(try SnapshotLines.text(of: facts), to: path, permissions: 0o600)
  }

  /// The facts in the file at `path`.
  ///
  /// Throws `IpaiError`: `.notFound` without a file, `.configuration` for one that is no snapshot, was changed so that it is none any
  /// more, or is of another version of ipai. The message says what is wrong with which member.
  package static func read(_ path: String) throws -> AccountFacts {
    guard let content = try SmallFile.read(path, maxBytes: maxBytes) else {
      throw IpaiError(.notFound, "there is no file \(path)", hint: SnapshotReading.hint)
    }
    return try facts(content, path: path)
  }

  /// The facts that a snapshot has, which was read from `path`. Throws `IpaiError(.configuration)`.
  package static func facts(_ content: [UInt8], path: String) throws -> AccountFacts {
    try SnapshotReading(path: path).facts(content)
  }
}
