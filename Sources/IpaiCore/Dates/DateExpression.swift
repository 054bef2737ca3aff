package import Foundation

/// A date as a person types it after `--since` or `--until`. It covers a span: a whole day for `2024-05-01`, a minute for
/// `2024-05-01 12:00`, the week before this one for `last week`.
///
/// `CalendarText`, `RelativeText` and `DayText` have the forms that are understood. Days, weeks and months are those of UTC
/// unless the text has a zone.
package struct DateExpression: Sendable, Equatable {
  /// The first second that the date covers.
  package let first: Timestamp
  /// The last second that the date covers.
  package let last: Timestamp

  /// Examples of the forms that are understood, for help and hints.
  package static let forms =
    "2024, 2024-05, 2024-05-01, '2024-05-01 12:00 +0200', '1 May 2024', 'noon yesterday', 'last week', 2w, '3 months ago'"

  /// Reads a date relative to `now`. Throws `IpaiError(.usage)` when `text` has none of the forms that are understood.
  package init(_ text: String, now: Date) throws {
    let text = text.trimmingCharacters(in: .whitespaces)
    guard let span = CalendarText.span(text) ?? Self.words(text, Timestamp(now)) else {
      throw IpaiError(.usage, "'\(text.prefix(80))' is not a date", hint: "write one of \(Self.forms)")
    }
    first = span.first
    last = span.last
  }

  /// Dots may stand for spaces, as in git.
  private static func words(_ text: String, _ now: Timestamp) -> TimeSpan? {
    let words = text.lowercased().split { $0.isWhitespace || $0 == "." || $0 == "," }.map(String.init)
    return RelativeText.span(words, now) ?? DayText.span(words, now)
  }
}
