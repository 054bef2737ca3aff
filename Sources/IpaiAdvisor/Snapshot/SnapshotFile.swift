import Foundation
import IpaiCore

/// A file with all that was read of an account, which can be judged again without the network. Nothing secret is in it, since that is never
/// read; `redacted` takes names and addresses out too.
package enum SnapshotFile {
  /// The most bytes of a file: 100,000 resources have 100 MB.
  private static let maxBytes = 512 << 20

  /// Writes facts to `path`, for nobody but the user. Throws `IpaiError`.
  package static func write(_ facts: AccountFacts, to path: String) throws {
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
      throw IpaiError(.notFound, "there is no file \(path)", hint: hint)
    }
    let data = Data(content)
    do {
      let facts = try JSONDecoder().decode(AccountFacts.self, from: data)
      if facts.format == AccountFacts.currentFormat { return facts }
      throw foreign(path, format: facts.format)
    } catch let error as DecodingError {
      throw unreadable(path, data, error)
    }
  }

  private static func unreadable(_ path: String, _ data: Data, _ error: DecodingError) -> IpaiError {
    struct Form: Decodable { let format: Int }
    guard let form = try? JSONDecoder().decode(Form.self, from: data) else {
      return IpaiError(.configuration, "\(path) is not a snapshot of an account", hint: hint)
    }
    guard form.format == AccountFacts.currentFormat else { return foreign(path, format: form.format) }
    return IpaiError(
      .configuration, "\(path) is not a whole snapshot: \(DecodingProblem.text(error))", hint: hint)
  }

  private static func foreign(_ path: String, format: Int) -> IpaiError {
    IpaiError(
      .configuration, "\(path) has the format \(format), and this ipai reads the format \(AccountFacts.currentFormat)",
      hint: "judge it with the version of ipai that made it, or make it again")
  }

  private static let hint = "to make one: ipai advisor scan --save FILE"
}
