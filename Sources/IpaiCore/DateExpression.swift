package import Foundation

/// A date as a person types it after `--since` or `--until`; it covers a span, a whole day for `2024-05-01`.
///
/// Understood: `YYYY-MM-DD`, RFC 3339, seconds since 1970 as `@SECONDS`, `today`, `yesterday`, and `N days ago` (also
/// minutes, hours, weeks, months and years; dots for spaces, as git allows). Days are UTC days.
package struct DateExpression: Sendable, Equatable {
  package let first: Timestamp
  package let last: Timestamp

  /// Throws `IpaiError(.usage)` when `text` is none of the understood forms.
  package init(_ text: String, now: Date) throws {
    guard let span = Self.span(text.trimmingCharacters(in: .whitespaces), now) else {
      throw IpaiError(
        .usage, "'\(text.prefix(80))' is not a date",
        hint: "write 2024-05-01, 2024-05-01T12:00:00Z, yesterday or '2 weeks ago'")
    }
    (first, last) = span
  }

  private static func span(_ text: String, _ now: Date) -> (Timestamp, Timestamp)? {
    if let named = namedDay(text, now) { return named }
    if text.hasPrefix("@") { return Int64(text.dropFirst()).map { moment(Timestamp(seconds: $0)) } }
    if text.utf8.count == 10, let day = try? Date(text, strategy: .iso8601.year().month().day()) {
      // The parser takes 30 February for 1 March.
      return Timestamp(day).day == text ? wholeDay(day) : nil
    }
    if let date = try? Date(text, strategy: .iso8601) { return moment(Timestamp(date)) }
    if let date = try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)) {
      return moment(Timestamp(date))
    }
    return ago(text, now)
  }

  private static func moment(_ timestamp: Timestamp) -> (Timestamp, Timestamp) { (timestamp, timestamp) }

  private static func wholeDay(_ start: Date) -> (Timestamp, Timestamp) {
    (Timestamp(start), Timestamp(start.addingTimeInterval(86_399)))
  }

  private static var utc: Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }

  private static func namedDay(_ text: String, _ now: Date) -> (Timestamp, Timestamp)? {
    switch text {
    case "now": moment(Timestamp(now))
    case "today": wholeDay(utc.startOfDay(for: now))
    case "yesterday": wholeDay(utc.startOfDay(for: now).addingTimeInterval(-86_400))
    default: nil
    }
  }

  private static let units: [String: Calendar.Component] = [
    "second": .second, "minute": .minute, "hour": .hour, "day": .day, "week": .weekOfYear, "month": .month,
    "year": .year,
  ]

  private static func ago(_ text: String, _ now: Date) -> (Timestamp, Timestamp)? {
    var words = text.lowercased().split { $0 == " " || $0 == "." }
    if words.last == "ago" { words.removeLast() }
    guard words.count == 2, let count = Int(words[0]), (0...100_000).contains(count) else { return nil }
    let name = words[1].hasSuffix("s") ? String(words[1].dropLast()) : String(words[1])
    guard let unit = units[name], let date = utc.date(byAdding: unit, value: -count, to: now) else { return nil }
    return moment(Timestamp(date))
  }
}
