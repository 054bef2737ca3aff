package import Foundation

/// A date as a person types it after `--since` or `--until`. It covers a span: a whole day for `2024-05-01`, a minute for
/// `2024-05-01 12:00`, the week before this one for `last week`.
///
/// What is understood is in `CalendarText`, `RelativeText` and `DayText`. Days, weeks and months are those of UTC unless the
/// text has a zone.
package struct DateExpression: Sendable, Equatable {
  package let first: Timestamp
  package let last: Timestamp

  /// Forms that are understood, for help and hints.
  package static let forms =
    "2024, 2024-05, 2024-05-01, '2024-05-01 12:00 +0200', '1 May 2024', 'noon yesterday', 'last week', 2w, '3 months ago'"

  /// Throws `IpaiError(.usage)` when `text` is none of the understood forms.
  package init(_ text: String, now: Date) throws {
    let text = text.trimmingCharacters(in: .whitespaces)
    guard let span = CalendarText.span(text) ?? Self.words(text, Timestamp(now)) else {
      throw IpaiError(.usage, "'\(text.prefix(80))' is not a date", hint: "write one of \(Self.forms)")
    }
    (first, last) = (span.first, span.last)
  }

  /// Dots stand for spaces, as git allows.
  private static func words(_ text: String, _ now: Timestamp) -> TimeSpan? {
    let words = text.lowercased().split { $0.isWhitespace || $0 == "." || $0 == "," }.map(String.init)
    return RelativeText.span(words, now) ?? DayText.span(words, now)
  }
}

/// From a moment to another, both of them in it.
struct TimeSpan: Equatable {
  let first: Timestamp
  let last: Timestamp

  init(_ moment: Timestamp) { (first, last) = (moment, moment) }

  /// So many seconds from `start` on.
  init(from start: Int64, seconds: Int64) {
    first = Timestamp(seconds: start)
    last = Timestamp(seconds: start + seconds - 1)
  }

  /// From the start of one day to the end of the day before `end`.
  init(from start: CivilDate, to end: CivilDate) {
    let first = start.daysSince1970 * 86_400
    self.init(from: first, seconds: end.daysSince1970 * 86_400 - first)
  }

  init(day: CivilDate) { self.init(from: day.daysSince1970 * 86_400, seconds: 86_400) }
}
