import Foundation

/// The value of the header `Retry-After` (RFC 9110, section 10.2.3).
package enum RetryAfter {
  /// How many seconds to wait: a number, or the time until a date. nil for any other text.
  package static func seconds(_ text: String) -> Double? {
    if let number = Double(text) { return number.isFinite && number >= 0 ? number : nil }
    return date(text).map { max(0, $0.timeIntervalSinceNow) }
  }

  /// An HTTP date (RFC 9110, section 5.6.7), as in `Sun, 06 Nov 1994 08:49:37 GMT`.
  private static func date(_ text: String) -> Date? {
    try? Date(
      text,
      strategy: Date.ParseStrategy(
        format: """
          \(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .defaultDigits) \
          \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\(second: .twoDigits) GMT
          """,
        locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt))
  }
}
