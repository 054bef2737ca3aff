import Foundation

/// Dates in digits: `2024`, `2024-05`, `2024-05-01`, `2024-05-01 12:00`, RFC 3339 and other forms of ISO 8601 with a time, and
/// seconds since 1970 as `@SECONDS` or, as in git, as a number of nine or more digits.
enum CalendarText {
  /// The span that a date covers; nil for any other text.
  static func span(_ text: String) -> TimeSpan? {
    if let seconds = seconds(text) { return TimeSpan(Timestamp(seconds: seconds)) }
    guard let parts = text.wholeMatch(of: pattern())?.output, let year = Int64(parts.1) else { return nil }
    guard let month = parts.2.flatMap({ Int64($0) }) else {
      return CivilDate(year, 1, 1).map { TimeSpan(from: $0, to: $0.adding(months: 12)) }
    }
    guard let day = parts.3.flatMap({ Int64($0) }) else {
      return CivilDate(year, month, 1).map { TimeSpan(from: $0, to: $0.adding(months: 1)) }
    }
    guard let date = CivilDate(year, month, day) else { return nil }
    guard let clock = parts.4 else { return TimeSpan(day: date) }
    guard let time = ClockTime(clock), let offset = minutes(parts.5 ?? "") else { return nil }
    return time.span(on: date, offset: offset)
  }

  /// The offset from UTC in minutes at the end of a date with a time; nil when there is none.
  static func offset(of text: String) -> Int? {
    text.wholeMatch(of: pattern())?.output.5.flatMap { minutes($0) }.map { Int($0) }
  }

  // It is made for each use because a Regex is not Sendable.
  private static func pattern() -> Regex<(Substring, Substring, Substring?, Substring?, Substring?, Substring?)> {
    /([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)(?: *([Zz]|[+-][0-9]{2}:?[0-9]{2}))?)?)?)?/
  }

  private static func seconds(_ text: String) -> Int64? {
    if text.hasPrefix("@") { return Int64(text.dropFirst()) }
    guard text.utf8.count >= 9, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int64(text)
  }

  /// The minutes of `+02:00`, `-0530` or `Z`; 0 for an empty text; nil for a zone that no place has.
  static func minutes(_ zone: some StringProtocol) -> Int64? {
    guard let sign = zone.first, sign != "Z", sign != "z" else { return 0 }
    let digits = String(zone.dropFirst()).replacing(":", with: "")
    guard let hours = Int64(digits.prefix(2)), let minutes = Int64(digits.dropFirst(2)), hours < 24, minutes < 60 else {
      return nil
    }
    let total = hours * 60 + minutes
    if sign == "-" { return -total }
    return total
  }
}
