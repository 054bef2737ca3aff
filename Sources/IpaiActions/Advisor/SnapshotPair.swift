import IpaiAdvisor
import IpaiCore

/// Two snapshots of an account, which are judged and compared.
struct SnapshotPair {
  private let difference: FindingDifference

  /// Reads and judges two snapshots. Throws `IpaiError`: what reading them throws, and `.usage` for those of two accounts, of accounts that
  /// are not known, and for a later one that is named first.
  init(_ from: String, _ to: String, _ policy: AdvisorPolicy) throws {
    let (old, new) = (try SnapshotFile.read(from), try SnapshotFile.read(to))
    guard let one = old.accountID, let other = new.accountID else {
      throw IpaiError(
        .usage, "it is not known whether \(from) and \(to) are of one account",
        hint: "read the account with a token that has the scope account:read")
    }
    guard one == other else { throw IpaiError(.usage, "\(from) and \(to) are of two accounts") }
    guard old.readAt.timestamp <= new.readAt.timestamp else {
      throw IpaiError(
        .usage, "\(from) was read after \(to)",
        hint: "name the earlier one with --from-snapshot, the later one with --to-snapshot")
    }
    func judged(_ facts: AccountFacts) -> Assessment {
      Judge().assess(AccountView(facts, settings: policy.settings, prices: policy.prices))
    }
    let (before, after) = (judged(old), judged(new))
    difference = FindingDifference(
      from: before, ScanCoverage(before, old), to: after, ScanCoverage(after, new))
  }

  /// What is asked for of the difference.
  func difference(_ request: ChangeRequest) -> AdvisorDiffAction.Outcome {
    var items: [AdvisorDiffAction.Item] = []
    var counts = ChangeCounts()
    for change in FindingChange.allCases {
      let all = found(change)
      counts[change] = all.count
      if request.changes.contains(change) { items += all }
    }
    return AdvisorDiffAction.Outcome(
      counts: counts, total: items.count,
      items: Array(items.dropFirst(request.skip).prefix(request.most ?? .max)))
  }

  private func found(_ change: FindingChange) -> [AdvisorDiffAction.Item] {
    func listed(_ findings: [Finding]) -> [AdvisorDiffAction.Item] {
      findings.map { AdvisorDiffAction.Item(change: change, finding: FindingSummary($0)) }
    }
    switch change {
    case .new: return listed(difference.new)
    case .newlyJudged: return listed(difference.newlyJudged)
    case .fixed: return listed(difference.fixed)
    case .unknown: return listed(difference.unknown)
    case .unchanged: return listed(difference.unchanged)
    case .changed:
      return difference.changed.map {
        AdvisorDiffAction.Item(change: change, before: $0.before, finding: FindingSummary($0.finding))
      }
    }
  }
}

extension AccountFacts {
  /// The UUID of the team or the account; nil where it was not read.
  var accountID: String? { account?.key }
}
