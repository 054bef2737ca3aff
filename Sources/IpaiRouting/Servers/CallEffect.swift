/// What a call does on a server. It decides whether the call may be sent again, and where else it may go.
package enum CallEffect: String, Codable, CaseIterable, Sendable {
  /// Changes nothing.
  case read
  /// Changes something; doing it twice has the effect of doing it once.
  case idempotent
  /// Changes something each time, or nobody knows.
  case write
}
