import IpaiAdvisor
import IpaiCore

/// A snapshot with what the rules say of it, as `advisor scan` judges it.
struct JudgedSnapshot: Sendable {
  private let path: String
  private let facts: AccountFacts
  private let past: AccountPast
  private let assessment: Assessment

  /// Reads a snapshot and judges it by a policy. Throws what reading either throws, and what opening the database throws.
  init(_ path: String, policy: String?, in services: Services) async throws {
    self.path = path
    let policy = try services.advisorPolicy(policy)
    facts = try SnapshotFile.read(path)
    past = try await AccountPast(facts, in: services)
    assessment = Judge().assess(
      AccountView(facts, settings: policy.settings, prices: policy.prices, earlierAddresses: past.addresses))
  }

  /// The finding whose fingerprint begins with some digits. Throws `IpaiError`: `.usage`, `.notFound` and `.conflict`.
  func finding(_ prefix: String) throws -> StoredFinding {
    let finding = try assessment.finding(
      prefix, hint: "the fingerprints of all: ipai advisor scan --offline \(ShellWord.quoted(path)) --format jsonl")
    let known = past.firstSeen(of: [finding])[finding.fingerprint]
    return StoredFinding(
      account: facts.accountID ?? "", finding: finding, firstSeen: (known ?? facts.readAt).timestamp,
      lastSeen: facts.readAt.timestamp, suppression: past.suppressions(of: [finding])[finding.fingerprint])
  }

  /// The findings that are not suppressed: the most severe first, then by rule and resource.
  var open: [Finding] {
    let suppressed = past.suppressions(of: assessment.findings)
    return assessment.findings.filter { suppressed[$0.fingerprint] == nil }
  }
}
