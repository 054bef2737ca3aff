/// What became of the findings of a scan in a later one of the same account.
package struct ScanDifference: Codable, Equatable, Sendable {
  /// The number of the scan that was read first.
  package var from: Int
  /// The number of the scan that was read later.
  package var to: Int
  /// How many findings there are of each change, those that were not asked for too.
  package var counts: ChangeCounts
  /// The findings that were asked for: by change in the order of `FindingChange`, the most severe first, then by fingerprint.
  package var findings: [ChangedFinding]
  /// How many there are of the changes that were asked for.
  package var total: Int
}

extension ScanDifference {
  /// A finding of one of the scans, before it is read whole.
  struct Row {
    let finding: FindingRow
    /// The severity that it had in the other scan; nil where that does not have it.
    let other: String?
  }

  /// The difference of two scans: `came` are the findings of the later one, with their severities in the earlier one, `went` those of the
  /// earlier one that the later one does not have, and `unchanged` is how many have the same severity in both, where they are not among
  /// `came`. Throws `IpaiError(.unavailable)` for what is not readable.
  init(
    _ pair: ScanPair, came: [Row], went: [Row], unchanged: Int, _ request: ChangeRequest, _ suppressions: [Suppression]
  ) throws {
    (from, to) = (pair.from, pair.to)
    var rows: [(change: FindingChange, row: Row, identity: FindingIdentity)] = []
    for row in came {
      let identity: FindingIdentity = try StoredJSON.value(row.finding.document)
      let change =
        row.other.map { $0 == row.finding.severity ? FindingChange.unchanged : .changed }
        ?? FindingChange.appearance(of: identity, after: pair.earlier)
      rows.append((change, row, identity))
    }
    for row in went {
      let identity: FindingIdentity = try StoredJSON.value(row.finding.document)
      rows.append((FindingChange.disappearance(of: identity, in: pair.later), row, identity))
    }
    var counts = ChangeCounts()
    for row in rows { counts[row.change] += 1 }
    counts.unchanged += unchanged
    self.counts = counts
    total = request.changes.reduce(0) { $0 + counts[$1] }
    let wanted = rows.filter { request.changes.contains($0.change) }
      .sorted {
        ChangeOrder($0.change, $0.row.finding, $0.identity) < ChangeOrder($1.change, $1.row.finding, $1.identity)
      }
      .dropFirst(request.skip).prefix(request.most ?? .max)
    let active = SuppressionSet(suppressions, account: pair.account)
    let expired = SuppressionSet(suppressions, account: pair.account, state: .expired)
    findings = try wanted.map { item in
      ChangedFinding(
        change: item.change, stored: try item.row.finding.finding(active: active, expired: expired),
        before: item.change == .changed ? item.row.other.flatMap(Severity.init) : nil)
    }
  }
}
