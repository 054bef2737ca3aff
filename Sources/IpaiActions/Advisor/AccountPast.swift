import IpaiAdvisor
import IpaiCore

/// What earlier scans and decisions say about an account.
struct AccountPast: Sendable {
  /// The UUID of the team or the account; nil where it was not read.
  private let account: String?
  /// The addresses that were of the account.
  private(set) var addresses: [String: EarlierAddress] = [:]
  /// The findings of the scan that was recorded last; nil where there is none.
  private(set) var latest: EarlierFindings?
  private var seen: [String: Timestamp] = [:]
  private var suppressions = SuppressionSet([], account: "")

  /// The past of an account of which nothing is known, since the database cannot be used.
  init(unknown facts: AccountFacts) { account = facts.accountID }

  /// What is known of the account that facts are of. Throws what opening the database throws.
  init(_ facts: AccountFacts, in services: Services) async throws {
    account = facts.accountID
    guard let account, let store = try services.advisorStoreIfAny() else { return }
    addresses = try await store.earlierAddresses(account: account)
    seen = try await store.firstSeen(account: account)
    let all = try await store.suppressions(includesEnded: false, at: Timestamp(services.now()))
    suppressions = SuppressionSet(all, account: account)
    if let latest = try await store.latest(account: account) {
      let fingerprints = try await store.fingerprints(of: latest.id)
      self.latest = EarlierFindings(fingerprints.map { ($0, nil) }, try await store.coverage(of: latest.id))
    }
  }

  /// The suppressions that cover findings, by their fingerprints.
  func suppressions(of findings: [Finding]) -> [String: Suppression] {
    var covering: [String: Suppression] = [:]
    for finding in findings { covering[finding.fingerprint] = suppressions.covering(finding) }
    return covering
  }

  /// Those of some findings that the scan recorded last does not have, and of which it cannot say whether they were there.
  func newlyJudged(among findings: [Finding]) -> [Finding] {
    findings.filter { latest?.change(of: $0) == .newlyJudged }
  }

  /// Since when findings have been there, by their fingerprints.
  func firstSeen(of findings: [Finding]) -> [String: FactTime] {
    var dates: [String: FactTime] = [:]
    for finding in findings { dates[finding.fingerprint] = seen[finding.fingerprint].map { FactTime($0) } }
    return dates
  }

  /// Records a scan, and returns its number; nil where it is not known which account it is of. Throws `IpaiError`.
  func record(
    _ assessment: Assessment, _ facts: AccountFacts, _ outcome: AdvisorScanAction.Outcome, in services: Services
  ) async throws -> Int? {
    guard let account else { return nil }
    let scan = NewScan(
      facts, account: account, version: Version.number, score: outcome.score, saving: outcome.saving.monthly,
      assessment: assessment)
    return try await services.advisorStore().record(scan)
  }
}
