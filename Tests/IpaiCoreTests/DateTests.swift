import Foundation
import IpaiCore
import Testing

@Suite struct DateTests {
  private let now = Date(timeIntervalSince1970: 1_735_689_600)  // Wednesday, 2025-01-01T00:00:00Z

  @Test(arguments: [
    (Int64(0), "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (4_133_980_800, "2101-01-01T00:00:00Z"),
    (.max, "9999-12-31T23:59:59Z"), (.min, "0000-01-01T00:00:00Z"), (1_700_000_000, "2023-11-14T22:13:20Z"),
  ])
  func timestampsAreWrittenAsRFC3339(seconds: Int64, text: String) {
    #expect(Timestamp(seconds: seconds).rfc3339 == text)
    #expect(Timestamp(seconds: seconds).day == String(text.prefix(10)))
  }

  @Test(arguments: [
    (0, "2023-11-14T22:13:20Z"), (330, "2023-11-15T03:43:20+05:30"), (-570, "2023-11-14T12:43:20-09:30"),
    (1439, "2023-11-15T22:12:20+23:59"), (1440, "2023-11-14T22:13:20Z"), (-100_000, "2023-11-14T22:13:20Z"),
  ])
  func offsetsAreKept(minutes: Int, text: String) throws {
    #expect(Timestamp(seconds: 1_700_000_000).rfc3339(offset: minutes) == text)
    let zoned = ZonedTimestamp(Timestamp(seconds: 1_700_000_000), offset: abs(minutes) < 1440 ? minutes : 0)
    #expect(zoned.rfc3339 == text)
    let read = try JSONDecoder().decode([ZonedTimestamp].self, from: JSONEncoder().encode([zoned]))
    #expect(read == [zoned])
  }

  @Test func anOffsetNeverLeavesTheYearsThatCanBeWritten() {
    #expect(Timestamp(seconds: .max).rfc3339(offset: 60) == "9999-12-31T23:59:59Z")
    #expect(Timestamp(seconds: .min).rfc3339(offset: -60) == "0000-01-01T00:00:00Z")
  }

  /// A text, and the first and the last moment that it covers.
  @Test(arguments: [
    ("2024", "2024-01-01T00:00:00Z", "2024-12-31T23:59:59Z"),
    ("2024-02", "2024-02-01T00:00:00Z", "2024-02-29T23:59:59Z"),
    ("2024-05-01", "2024-05-01T00:00:00Z", "2024-05-01T23:59:59Z"),
    ("2024-05-01T12:00:00Z", "2024-05-01T12:00:00Z", "2024-05-01T12:00:00Z"),
    ("2024-05-01T12:00:00+02:00", "2024-05-01T10:00:00Z", "2024-05-01T10:00:00Z"),
    ("2024-05-01T12:00:00.5Z", "2024-05-01T12:00:00Z", "2024-05-01T12:00:00Z"),
    ("2024-05-01 12:00", "2024-05-01T12:00:00Z", "2024-05-01T12:00:59Z"),
    ("2024-05-01T12:00", "2024-05-01T12:00:00Z", "2024-05-01T12:00:59Z"),
    ("2024-05-01 12:00:30 +0530", "2024-05-01T06:30:30Z", "2024-05-01T06:30:30Z"),
    ("2024-05-01 12:00 -0700", "2024-05-01T19:00:00Z", "2024-05-01T19:00:59Z"),
    ("2024-05-01 noon", "2024-05-01T12:00:00Z", "2024-05-01T12:00:59Z"),
    ("1 May 2024", "2024-05-01T00:00:00Z", "2024-05-01T23:59:59Z"),
    ("May 1st, 2024", "2024-05-01T00:00:00Z", "2024-05-01T23:59:59Z"),
    ("Wed, 1 May 2024 12:00:00 +0200", "2024-05-01T10:00:00Z", "2024-05-01T10:00:00Z"),
    ("may 2024", "2024-05-01T00:00:00Z", "2024-05-31T23:59:59Z"),
    ("may 1", "2024-05-01T00:00:00Z", "2024-05-01T23:59:59Z"),
    ("jan 1", "2025-01-01T00:00:00Z", "2025-01-01T23:59:59Z"),
    ("@1234", "1970-01-01T00:20:34Z", "1970-01-01T00:20:34Z"),
    ("@-5", "1969-12-31T23:59:55Z", "1969-12-31T23:59:55Z"),
    ("1700000000", "2023-11-14T22:13:20Z", "2023-11-14T22:13:20Z"),
    ("now", "2025-01-01T00:00:00Z", "2025-01-01T00:00:00Z"),
    ("today", "2025-01-01T00:00:00Z", "2025-01-01T23:59:59Z"),
    ("yesterday", "2024-12-31T00:00:00Z", "2024-12-31T23:59:59Z"),
    ("noon yesterday", "2024-12-31T12:00:00Z", "2024-12-31T12:00:59Z"),
    ("yesterday at 9am", "2024-12-31T09:00:00Z", "2024-12-31T09:00:59Z"),
    ("yesterday 17:30", "2024-12-31T17:30:00Z", "2024-12-31T17:30:59Z"),
    ("noon", "2024-12-31T12:00:00Z", "2024-12-31T12:00:59Z"),
    ("midnight", "2025-01-01T00:00:00Z", "2025-01-01T00:00:59Z"),
    ("monday", "2024-12-30T00:00:00Z", "2024-12-30T23:59:59Z"),
    ("last wednesday", "2024-12-25T00:00:00Z", "2024-12-25T23:59:59Z"),
    ("last week", "2024-12-23T00:00:00Z", "2024-12-29T23:59:59Z"),
    ("this week", "2024-12-30T00:00:00Z", "2025-01-05T23:59:59Z"),
    ("last month", "2024-12-01T00:00:00Z", "2024-12-31T23:59:59Z"),
    ("last year", "2024-01-01T00:00:00Z", "2024-12-31T23:59:59Z"),
    ("last.year", "2024-01-01T00:00:00Z", "2024-12-31T23:59:59Z"),
    ("2 weeks ago", "2024-12-18T00:00:00Z", "2024-12-18T00:00:00Z"),
    ("1.day.ago", "2024-12-31T00:00:00Z", "2024-12-31T00:00:00Z"),
    ("1 year ago", "2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z"),
    ("3 months", "2024-10-01T00:00:00Z", "2024-10-01T00:00:00Z"),
    ("a year ago", "2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z"),
    ("an hour ago", "2024-12-31T23:00:00Z", "2024-12-31T23:00:00Z"),
    ("Two Weeks Ago", "2024-12-18T00:00:00Z", "2024-12-18T00:00:00Z"),
    ("1 day 2 hours ago", "2024-12-30T22:00:00Z", "2024-12-30T22:00:00Z"),
    ("2w", "2024-12-18T00:00:00Z", "2024-12-18T00:00:00Z"),
    ("3d", "2024-12-29T00:00:00Z", "2024-12-29T00:00:00Z"),
    ("6mo", "2024-07-01T00:00:00Z", "2024-07-01T00:00:00Z"),
    ("1y", "2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z"),
    ("36h ago", "2024-12-30T12:00:00Z", "2024-12-30T12:00:00Z"),
    ("0 seconds ago", "2025-01-01T00:00:00Z", "2025-01-01T00:00:00Z"),
    ("  2024-05-01  ", "2024-05-01T00:00:00Z", "2024-05-01T23:59:59Z"),
  ])
  func datesAreUnderstood(text: String, first: String, last: String) throws {
    let date = try DateExpression(text, now: now)
    #expect(date.first.rfc3339 == first)
    #expect(date.last.rfc3339 == last)
  }

  @Test(arguments: [
    "", "soon", "never", "2024-13", "2024-13-01", "2024-02-30", "2024-5-1", "5", "weeks ago", "-3 days ago", "@x",
    "ago",
    "last", "last hour", "2024-05-01 25:00", "2024-05-01 12:00 +9900", "2024-05-01 12:60", "noon midnight", "may 32",
    "february 30 2024", "1 2 3", "a b c", "2w and", "999999999999999999999 days ago", "@99999999999999999999", "12",
    "2024 noon", "٢٠٢٤",
  ])
  func otherTextIsAUsageErrorThatListsTheForms(text: String) {
    let error = #expect(throws: IpaiError.self) { try DateExpression(text, now: now) }
    #expect(error?.code == .usage)
    #expect(error?.hint?.contains("'last week'") == true)
  }

  @Test func everyFormThatIsListedIsUnderstood() throws {
    for form in DateExpression.forms.split(separator: ", ") {
      _ = try DateExpression(form.trimmingCharacters(in: ["'"]), now: now)
    }
  }

  @Test func civilDatesAreThoseOfTheCalendar() throws {
    var days: Int64 = -1_000_000
    while days < 1_000_000 {
      let date = CivilDate(daysSince1970: days)
      #expect(date.daysSince1970 == days)
      #expect(CivilDate(date.year, date.month, date.day) == date)
      days += 9_973
    }
    #expect(CivilDate(1900, 2, 29) == nil && CivilDate(2000, 2, 29) != nil && CivilDate(2024, 4, 31) == nil)
    #expect(try #require(CivilDate(2024, 3, 31)).adding(months: -1) == CivilDate(2024, 2, 29))
    #expect(try #require(CivilDate(2025, 1, 1)).weekday == 2)
  }
}
