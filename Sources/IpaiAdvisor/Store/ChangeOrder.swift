/// The place of a finding among others with what became of them: by change, the most severe first, then by fingerprint.
struct ChangeOrder: Comparable {
  private let change: Int
  private let severity: Int64
  private let fingerprint: String

  init(_ change: FindingChange, _ row: FindingRow, _ identity: FindingIdentity) {
    self.change = FindingChange.allCases.firstIndex(of: change) ?? 0
    severity = -(Severity(rawValue: row.severity)?.place ?? 0)
    fingerprint = identity.fingerprint
  }

  static func < (left: ChangeOrder, right: ChangeOrder) -> Bool {
    (left.change, left.severity, left.fingerprint) < (right.change, right.severity, right.fingerprint)
  }
}
