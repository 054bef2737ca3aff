import IpaiCore

/// A cron expression of five fields: minute, hour, day of the month, month and day of the week.
///
/// It takes what all readers of such expressions agree on: `*`, numbers, ranges, lists, steps of `*` and of ranges, and English names of months
/// and days. An expression that restricts both days is refused: some readers take either, others both.
package struct CronSchedule: Equatable, Sendable {
  private let minutes: Set<Int>
  private let hours: Set<Int>
  private let days: Set<Int>
  private let months: Set<Int>
  private let weekdays: Set<Int>

  /// The schedule of an expression; nil for one that it is not sure about.
  package init?(_ text: String) {
    let fields = text.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
    guard fields.count == 5, fields[2] == "*" || fields[4] == "*",
      let minutes = CronField.minute.values(fields[0]), let hours = CronField.hour.values(fields[1]),
      let days = CronField.day.values(fields[2]), let months = CronField.month.values(fields[3]),
      let weekdays = CronField.weekday.values(fields[4])
    else { return nil }
    self.minutes = minutes
    self.hours = hours
    self.days = days
    self.months = months
    self.weekdays = Set(weekdays.map { $0 % 7 })
  }

  /// The longest time from one run to the next, in minutes; nil for a schedule that never runs, such as on 30 February.
  package var longestGap: Int? {
    let times = hours.flatMap { hour in minutes.map { hour * 60 + $0 } }.sorted()
    guard let first = times.first, let last = times.last else { return nil }
    let withinDay = zip(times, times.dropFirst()).map { $1 - $0 }.max() ?? 0
    guard let days = longestGapInDays else { return nil }
    return max(withinDay, days * 1440 - last + first)
  }

  /// The most days from one day that runs to the next.
  private var longestGapInDays: Int? {
    let isWeekly = days.count == 31 && months.count == 12
    if isWeekly, weekdays.count == 7 { return 1 }
    var last: Int?
    var longest: Int?
    // Two weeks and a day have all that weeks can have.
    for day in isWeekly ? Self.cycle.prefix(15) : Self.cycle where runs(on: CivilDate(daysSince1970: Int64(day))) {
      if let last { longest = max(longest ?? 0, day - last) }
      last = day
    }
    return longest
  }

  /// The days of the 28 years from 2001 on, in which every day of the month meets every day of the week.
  private static let cycle = 11_323..<21_550

  private func runs(on date: CivilDate) -> Bool {
    days.contains(Int(date.day)) && months.contains(Int(date.month))
      && weekdays.contains((Int(date.weekday) + 1) % 7)
  }
}

/// A field of a cron expression.
private struct CronField {
  let range: ClosedRange<Int>
  var names: [String] = []

  static let minute = CronField(range: 0...59)
  static let hour = CronField(range: 0...23)
  static let day = CronField(range: 1...31)
  static let month = CronField(
    range: 1...12, names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
  static let weekday = CronField(range: 0...7, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"])

  /// The values that a text stands for; nil for one that it is not sure about.
  func values(_ text: String) -> Set<Int>? {
    var values: Set<Int> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let some = stepped(part) else { return nil }
      values.formUnion(some)
    }
    return values
  }

  private func stepped(_ text: Substring) -> [Int]? {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let isWide = parts[0] == "*" || parts[0].contains("-")
    guard let span = span(parts[0]) else { return nil }
    guard parts.count == 2 else { return Array(span) }
    guard isWide, let step = Self.number(parts[1]), step >= 1, step <= span.count else { return nil }
    return Array(stride(from: span.lowerBound, through: span.upperBound, by: step))
  }

  private func span(_ text: Substring) -> ClosedRange<Int>? {
    // Sunday is 0 and 7, so that a star must not end with 7.
    if text == "*" { return range.lowerBound...min(range.upperBound, range.upperBound == 7 ? 6 : 59) }
    let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map(value)
    guard let first = ends[0], let last = ends.count == 2 ? ends[1] : first, first <= last else { return nil }
    return first...last
  }

  private func value(_ text: Substring) -> Int? {
    if let index = names.firstIndex(of: text.lowercased()) { return index + (range.lowerBound == 1 ? 1 : 0) }
    return Self.number(text).flatMap { range.contains($0) ? $0 : nil }
  }

  private static func number(_ text: Substring) -> Int? {
    guard (1...2).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
  }
}
