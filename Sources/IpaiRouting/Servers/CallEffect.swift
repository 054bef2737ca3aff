/// What a call does on a server. It decides whether the call may be sent again, and where else it may go.
package enum CallEffect: String, Codable, CaseIterable, Sendable, Comparable {
  /// Changes nothing.
  case read
  /// Changes something; doing it twice has the effect of doing it once.
  case idempotent
  /// Changes something each time, or nobody knows.
  case write

  /// Whether one does less than another.
  package static func < (one: CallEffect, other: CallEffect) -> Bool {
    (allCases.firstIndex(of: one) ?? 0) < (allCases.firstIndex(of: other) ?? 0)
  }
}
