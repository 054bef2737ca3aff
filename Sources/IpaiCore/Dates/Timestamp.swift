package import Foundation

/// A moment in seconds since 1970-01-01T00:00:00Z, of any size, as git stores it.
package struct Timestamp: Hashable, Comparable, Sendable {
  /// Seconds since 1970; negative before it.
  package let seconds: Int64

  /// The moment so many seconds after the start of 1970.
  package init(seconds: Int64) { self.seconds = seconds }
  /// The second that a date is in.
  package init(_ date: Date) { seconds = Int64(date.timeIntervalSince1970.rounded(.down)) }

  package static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }

  /// The moment in UTC as RFC 3339, section 5.6, has it.
  ///
  /// Moments outside the years 0000 to 9999, which that form cannot write, are clamped to them.
  package var rfc3339: String { local + "Z" }

  /// The day in UTC as `YYYY-MM-DD`.
  package var day: String { String(local.prefix(10)) }

  /// The moment on a clock that is `minutes` ahead of UTC, with that offset, as in `2024-05-01T14:00:00+02:00`.
  ///
  /// An offset of a day or more, which RFC 3339 cannot write, gives the moment in UTC.
  package func rfc3339(offset minutes: Int) -> String {
    guard minutes != 0, abs(minutes) < 24 * 60 else { return rfc3339 }
    let shifted = Timestamp(seconds: clamped + Int64(minutes) * 60)
    guard shifted.clamped == shifted.seconds else { return rfc3339 }
    let zone = [abs(minutes) / 60, abs(minutes) % 60].map { Self.padded(Int64($0), to: 2) }.joined(separator: ":")
    if minutes < 0 { return shifted.local + "-" + zone }
    return shifted.local + "+" + zone
  }

  /// The date and the time in UTC, without a zone.
  private var local: String {
    let (days, time) = divided(clamped, by: 86_400)
    let date = CivilDate(daysSince1970: days)
    let clock = [time / 3600, time / 60 % 60, time % 60].map { Self.padded($0, to: 2) }.joined(separator: ":")
    return "\(Self.padded(date.year, to: 4))-\(Self.padded(date.month, to: 2))-\(Self.padded(date.day, to: 2))T\(clock)"
  }

  private var clamped: Int64 { min(max(seconds, Self.first), Self.last) }

  private static let first: Int64 = -62_167_219_200  // 0000-01-01T00:00:00Z
  private static let last: Int64 = 253_402_300_799  // 9999-12-31T23:59:59Z

  private static func padded(_ number: Int64, to digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}

extension Timestamp: Codable {
  /// Reads a date in RFC 3339 or another form that names one second.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let span = CalendarText.span(text), span.first == span.last else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an RFC 3339 date: \(text)")
    }
    self = span.first
  }

  /// Writes the moment as `rfc3339`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rfc3339)
  }
}
