/// The severity of a log message (Utilities: Logging, after RFC 5424), from the least to the most severe.
public enum LogLevel: String, Sendable, Comparable, CaseIterable {
  case debug, info, notice, warning, error, critical, alert, emergency

  /// Whether one level is less severe than another.
  public static func < (one: LogLevel, other: LogLevel) -> Bool {
    (allCases.firstIndex(of: one) ?? 0) < (allCases.firstIndex(of: other) ?? 0)
  }
}
