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

/// A request about findings that are recorded, or about those of a snapshot.
protocol SnapshotFields: ActionRequest {
  /// The snapshot whose findings are meant; nil for those that are recorded.
  var offline: String? { get }
  /// The policy by which the snapshot is judged.
  var policy: String? { get }
  /// The account that has the findings that are recorded.
  var account: String? { get }
}

extension SnapshotFields {
  /// The snapshot, judged; nil where findings that are recorded are meant. Throws `IpaiError`: what judging it throws, `.denied` through a
  /// server, and `.usage` for what does not go together.
  func snapshot(_ action: ActionName, in services: Services) async throws -> JudgedSnapshot? {
    guard let offline else {
      guard policy == nil else {
        throw IpaiError(.usage, "--policy is about a snapshot alone", hint: "name the snapshot with --offline")
      }
      return nil
    }
    try services.checkIsOnMachine(action)
    guard account == nil else {
      throw IpaiError(.usage, "a snapshot is of one account", hint: "leave out --account or --offline")
    }
    return try await JudgedSnapshot(offline, policy: policy, in: services)
  }
}

/// The fields of a request about findings of a snapshot.
enum SnapshotRequestFields {
  /// The snapshot.
  static func offline<Request>(_ value: @escaping @Sendable (Request) -> String?) -> Field<Request> {
    .path("offline", value, "A snapshot whose findings are meant, in place of those that were recorded.")
  }

  /// The policy.
  static func policy<Request>(_ value: @escaping @Sendable (Request) -> String?) -> Field<Request> {
    .path("policy", value, "With a snapshot: a file that says what is to be left alone and what things cost.")
  }
}
