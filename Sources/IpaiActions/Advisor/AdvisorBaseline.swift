import Foundation
import IpaiAdvisor
import IpaiCore

/// An earlier scan that findings are held against, so that only new ones make a CI job fail.
struct AdvisorBaseline: Sendable {
  private let fingerprints: Set<String>
  /// What it can say of findings that it does not have; nil for an answer that does not say how the rules did.
  private let coverage: ScanCoverage?

  /// Reads the answer of a scan as JSON, or a snapshot, which is judged again. Throws `IpaiError`.
  ///
  /// An answer does not have all that a snapshot has: a rule with more resources that were not assessed than the answer names counts as
  /// one that was not judged.
  init(_ path: String, _ policy: AdvisorPolicy) throws {
    struct Answer: Decodable {
      struct Item: Decodable { let fingerprint: String }
      let findings: [Item]
      let tallies: [RuleTally]?
      let notAssessed: [NotAssessed]?

      enum CodingKeys: String, CodingKey {
        case findings, tallies
        case notAssessed = "not_assessed"
      }
    }
    guard let content = try SmallFile.read(path, maxBytes: 512 << 20) else {
      throw IpaiError(.notFound, "there is no file \(path)")
    }
    if let answer = try? JSONDecoder().decode(Answer.self, from: Data(content)) {
      fingerprints = Set(answer.findings.map(\.fingerprint))
      coverage = answer.tallies.map {
        ScanCoverage(Assessment(tallies: $0, notAssessed: answer.notAssessed ?? []), states: [:], resources: nil)
      }
      return
    }
    let facts = try SnapshotFile.read(path)
    let assessment = Judge().assess(AccountView(facts, settings: policy.settings, prices: policy.prices))
    fingerprints = Set(assessment.findings.map(\.fingerprint))
    coverage = ScanCoverage(assessment, facts)
  }

  /// Whether a finding is new. One of which the earlier scan cannot say whether it was there is not: see `FindingChange.newlyJudged`.
  func isNew(_ finding: Finding) -> Bool {
    if fingerprints.contains(finding.fingerprint) { return false }
    return coverage.map { FindingChange.appearance(of: finding.identity, after: $0) == .new } ?? true
  }
}
