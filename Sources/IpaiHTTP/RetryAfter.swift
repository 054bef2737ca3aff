import Foundation

/// The value of the header `Retry-After` (RFC 9110, section 10.2.3).
package enum RetryAfter {
  /// How many seconds to wait: a number, or the time until a date. nil for any other text.
  package static func seconds(_ text: String) -> Double? {
    if let number = Double(text) { return number.isFinite && number >= 0 ? number : nil }
    return HTTPDate.date(text).map { max(0, $0.timeIntervalSinceNow) }
  }
}
