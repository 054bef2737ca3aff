import Foundation
package import IpaiCore

/// A file with all that was read of an account, which can be judged again without the network.
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
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let content = try encoder.encode(facts) + Data([UInt8(ascii: "\n")])
    try FileReplacement.write(content, to: path, permissions: 0o600)
  }

  /// The facts in the file at `path`.
  ///
  /// Throws `IpaiError`: `.notFound` without a file, `.configuration` for one that is no snapshot, was changed so that it is none any
  /// more, or is of another version of ipai. The message says what is wrong with which member.
  package static func read(_ path: String) throws -> AccountFacts {
    guard let content = try SmallFile.read(path, maxBytes: maxBytes) else {
      throw IpaiError(.notFound, "there is no file \(path)", hint: hint)
    }
    return try facts(content, path: path)
  }

  /// The facts that a snapshot has, which was read from `path`. Throws `IpaiError(.configuration)`.
  package static func facts(_ content: [UInt8], path: String) throws -> AccountFacts {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = content.starts(with: mark) ? content[3...] : content[...]
    guard !text.isEmpty else { throw fault(path, "is empty") }
    guard String(validating: text, as: UTF8.self) != nil else {
      throw fault(path, "is not a snapshot of an account: it is not UTF-8")
    }
    let data = Data(text)
    let snapshot: SnapshotContent
    do { snapshot = try JSONDecoder().decode(SnapshotContent.self, from: data) } catch {
      throw unreadable(path, data, error)
    }
    let facts = snapshot.facts
    guard facts.format == AccountFacts.currentFormat else { throw foreign(path, format: facts.format) }
    if let problem = SnapshotCheck.problem(snapshot, data) { throw fault(path, "is not a whole snapshot: \(problem)") }
    return facts
  }

  private static func unreadable(_ path: String, _ data: Data, _ error: any Error) -> IpaiError {
    struct Form: Decodable { let format: Int }
    let form: Form
    do { form = try JSONDecoder().decode(Form.self, from: data) } catch {
      return fault(path, "is not a snapshot of an account: \(DecodingError.words(of: error))")
    }
    guard form.format == AccountFacts.currentFormat else { return foreign(path, format: form.format) }
    return fault(path, "is not a whole snapshot: \(SnapshotCheck.problem(error, data))")
  }

  private static func foreign(_ path: String, format: Int) -> IpaiError {
    IpaiError(
      .configuration, "\(path) has the format \(format), and this ipai reads the format \(AccountFacts.currentFormat)",
      hint: "judge it with the version of ipai that made it, or make it again")
  }

  private static func fault(_ path: String, _ problem: String) -> IpaiError {
    IpaiError(.configuration, "\(path) \(problem)", hint: hint)
  }

  private static let hint = "to make one: ipai advisor scan --save FILE"
}
