package import Foundation

/// A moment in seconds since 1970-01-01T00:00:00Z, of any size, as git stores it.
package struct Timestamp: Hashable, Comparable, Sendable {
  package let seconds: Int64

  package init(seconds: Int64) { self.seconds = seconds }
  package init(_ date: Date) { seconds = Int64(date.timeIntervalSince1970.rounded(.down)) }

  package static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }

  /// RFC 3339, section 5.6, in UTC; moments outside the years 0000 to 9999, which it cannot write, are clamped.
  package var rfc3339: String { local + "Z" }

  /// The day alone, `YYYY-MM-DD`, in UTC.
  package var day: String { String(local.prefix(10)) }

  /// The same moment as the clock shows it that is so many minutes ahead of UTC, with that offset, as in
  /// `2024-05-01T14:00:00+02:00`; in UTC for an offset of a day and more, which RFC 3339 cannot write.
  package func rfc3339(offset minutes: Int) -> String {
    guard minutes != 0, abs(minutes) < 24 * 60 else { return rfc3339 }
    let shifted = Timestamp(seconds: clamped + Int64(minutes) * 60)
    guard shifted.clamped == shifted.seconds else { return rfc3339 }
    let zone = [abs(minutes) / 60, abs(minutes) % 60].map { Self.padded(Int64($0), to: 2) }.joined(separator: ":")
    return shifted.local + (minutes < 0 ? "-" : "+") + zone
  }

  /// Date and time in UTC without a zone.
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
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let span = CalendarText.span(text), span.first == span.last else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an RFC 3339 date: \(text)")
    }
    self = span.first
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rfc3339)
  }
}
