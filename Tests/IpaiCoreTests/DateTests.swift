import Foundation
import IpaiCore
import Testing

@Suite struct DateTests {
  private let now = Date(timeIntervalSince1970: 1_735_689_600)  // 2025-01-01T00:00:00Z

  @Test(arguments: [
    (Int64(0), "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (4_133_980_800, "2101-01-01T00:00:00Z"),
    (.max, "9999-12-31T23:59:59Z"), (.min, "0000-01-01T00:00:00Z"), (1_700_000_000, "2023-11-14T22:13:20Z"),
  ])
  func timestampsAreWrittenAsRFC3339(seconds: Int64, text: String) {
    #expect(Timestamp(seconds: seconds).rfc3339 == text)
    #expect(Timestamp(seconds: seconds).day == String(text.prefix(10)))
  }

  @Test(arguments: [
    ("2024-05-01", Int64(1_714_521_600), Int64(1_714_607_999)),
    ("2024-05-01T12:00:00Z", 1_714_564_800, 1_714_564_800),
    ("2024-05-01T12:00:00+02:00", 1_714_557_600, 1_714_557_600),
    ("2024-05-01T12:00:00.5Z", 1_714_564_800, 1_714_564_800),
    ("@1234", 1234, 1234), ("@-5", -5, -5), ("now", 1_735_689_600, 1_735_689_600),
    ("today", 1_735_689_600, 1_735_775_999), ("yesterday", 1_735_603_200, 1_735_689_599),
    ("2 weeks ago", 1_734_480_000, 1_734_480_000), ("1.day.ago", 1_735_603_200, 1_735_603_200),
    ("1 year ago", 1_704_067_200, 1_704_067_200), ("3 months", 1_727_740_800, 1_727_740_800),
  ])
  func datesAreUnderstood(text: String, first: Int64, last: Int64) throws {
    let date = try DateExpression(text, now: now)
    #expect(date.first.seconds == first)
    #expect(date.last.seconds == last)
  }

  @Test(arguments: [
    "", "soon", "2024-13-01", "2024-02-30", "5", "weeks ago", "-3 days ago", "2024-05-01 noon", "@x",
    "1 day 2 hours ago",
  ])
  func otherTextIsAUsageError(text: String) {
    #expect(throws: IpaiError.self) { try DateExpression(text, now: now) }
  }
}
