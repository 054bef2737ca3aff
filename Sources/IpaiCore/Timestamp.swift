package import Foundation

/// A moment in seconds since 1970-01-01T00:00:00Z, of any size, as git stores it.
package struct Timestamp: Hashable, Comparable, Sendable {
  package let seconds: Int64

  package init(seconds: Int64) { self.seconds = seconds }
  package init(_ date: Date) { seconds = Int64(date.timeIntervalSince1970.rounded(.down)) }

  package static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }

  /// RFC 3339, section 5.6, in UTC; moments outside the years 0000 to 9999, which it cannot write, are clamped.
  package var rfc3339: String {
    let seconds = min(max(seconds, Self.first), Self.last)
    let (days, time) = Self.divided(seconds, by: 86_400)
    let clock = [time / 3600, time / 60 % 60, time % 60].map { Self.padded($0, to: 2) }.joined(separator: ":")
    return "\(Self.day(days))T\(clock)Z"
  }

  /// The day alone, `YYYY-MM-DD`, in UTC.
  package var day: String { String(rfc3339.prefix(10)) }

  private static let first: Int64 = -62_167_219_200  // 0000-01-01T00:00:00Z
  private static let last: Int64 = 253_402_300_799  // 9999-12-31T23:59:59Z

  /// The date so many days after 1970-01-01 in the proleptic Gregorian calendar, as RFC 3339 has it; Foundation's
  /// changes to the Julian one in 1582 (Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days).
  private static func day(_ days: Int64) -> String {
    let (era, dayOfEra) = divided(days + 719_468, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
  }

  /// Quotient and remainder, the remainder never negative.
  private static func divided(_ value: Int64, by divisor: Int64) -> (Int64, Int64) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }

  private static func padded(_ number: Int64, to digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}

extension Timestamp: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let date = try? Date(text, strategy: .iso8601) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an RFC 3339 date: \(text)")
    }
    self.init(date)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rfc3339)
  }
}
