/// Whether a server is tried (M. Nygard, "Release It!", Circuit Breaker).
package enum BreakerState: String, Codable, CaseIterable, Sendable {
  /// It is tried.
  case closed
  /// It has failed too often, and is left alone for a time.
  case open
  /// The time is over, and one call finds out whether it works again.
  case halfOpen = "half_open"
}
