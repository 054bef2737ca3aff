import Foundation
import IpaiAdvisor
import IpaiCore

/// An earlier scan that findings are held against, so that only new ones make a CI job fail.
struct AdvisorBaseline: Sendable {
  private let path: String
  /// The UUID of the account; nil where it does not say.
  private let account: String?
  /// What it has. An answer that does not say how the rules did says nothing of findings that it does not have.
  let earlier: EarlierFindings

  private struct Item: Decodable {
    let fingerprint: String
    let severity: Severity?
  }

  private struct Answer: Decodable {
    let accountID: String?
    let total: Int?
    let findings: [Item]
    let tallies: [RuleTally]?
    let notAssessed: [NotAssessed]?

    enum CodingKeys: String, CodingKey {
      case findings, tallies, total
      case accountID = "account_id"
      case notAssessed = "not_assessed"
    }
  }

  /// Reads the answer of a scan of an account as JSON or JSON Lines, or a snapshot, which is judged again. Throws
  /// `IpaiError`.
  ///
  /// An answer does not have all that a snapshot has: a rule with more resources that were not assessed than the answer names counts as
  /// one that was not judged.
  init(_ path: String, _ policy: AdvisorPolicy) throws {
    self.path = path
    guard let content = try SmallFile.read(path, maxBytes: 512 << 20) else {
      throw IpaiError(.notFound, "there is no file \(path)")
    }
    if let answer = try? JSONDecoder().decode(Answer.self, from: Data(content)) {
      account = answer.accountID
      guard answer.tallies != nil, answer.findings.count >= answer.total ?? 0 else {
        throw IpaiError(
          .usage, "\(path) is not the whole answer of a scan: findings that it leaves out would count as new",
          hint: "compare with the answer of a scan without --severity, --category and --since-last, or with a snapshot")
      }
      let coverage = answer.tallies.map {
        ScanCoverage(Assessment(tallies: $0, notAssessed: answer.notAssessed ?? []), states: [:], resources: nil)
      }
      earlier = EarlierFindings(answer.findings.map { ($0.fingerprint, $0.severity) }, coverage)
      return
    }
    if let items = Self.lines(content) {
      earlier = EarlierFindings(items.map { ($0.fingerprint, $0.severity) }, nil)
      account = nil
      return
    }
    let facts = try SnapshotFile.read(path)
    account = facts.accountID
    let assessment = Judge().assess(AccountView(facts, settings: policy.settings, prices: policy.prices))
    earlier = EarlierFindings(
      assessment.findings.map { ($0.fingerprint, $0.severity) }, ScanCoverage(assessment, facts))
  }

  /// Throws `IpaiError(.usage)` where it is of another account.
  func check(isOf other: String?) throws {
    if let account, let other, account != other {
      throw IpaiError(.usage, "\(path) is of another account", hint: "compare with an earlier scan of this one")
    }
  }

  /// The findings of an answer in JSON Lines; nil for anything else.
  private static func lines(_ content: [UInt8]) -> [Item]? {
    let lines = content.split(separator: UInt8(ascii: "\n"))
    guard let first = lines.first, (try? JSONDecoder().decode(Item.self, from: Data(first))) != nil else { return nil }
    return try? lines.map { try JSONDecoder().decode(Item.self, from: Data($0)) }
  }
}
