/// A finding with what became of it.
package struct ChangedFinding: Codable, Equatable, Sendable {
  package var change: FindingChange
  /// The finding as the later scan has it; for one that is gone, as the earlier scan had it.
  package var stored: StoredFinding
  /// The severity that it had, where it is another one now.
  package var before: Severity?
}

extension ChangedFinding {
  /// A finding with what became of it, as rows have them.
  struct Row {
    let change: String
    let finding: FindingRow
  }

  /// The findings that a request wants, in the order of `ScanDifference`. Throws `IpaiError(.unavailable)` for what is not readable.
  static func page(
    _ rows: [Row], _ request: ChangeRequest, _ suppressions: [Suppression], account: String
  ) throws -> [ChangedFinding] {
    var places: [(order: ChangeOrder, change: FindingChange, row: FindingRow)] = []
    for row in rows {
      guard let change = FindingChange(rawValue: row.change), request.changes.contains(change) else { continue }
      places.append((ChangeOrder(change, row.finding, try StoredJSON.value(row.finding.document)), change, row.finding))
    }
    let active = SuppressionSet(suppressions, account: account)
    let expired = SuppressionSet(suppressions, account: account, state: .expired)
    return try places.sorted { $0.order < $1.order }.dropFirst(request.skip).prefix(request.most ?? .max).map {
      ChangedFinding(change: $0.change, stored: try $0.row.finding(active: active, expired: expired))
    }
  }
}
