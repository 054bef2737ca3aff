/// A day in words, with or without a time: `today`, `noon yesterday`, `monday 9am`, `1 May 2024`, `May 2024`,
/// `Wed, 1 May 2024 12:00:00 +0200`.
struct DayText {
  private let now: Timestamp
  private var time: ClockTime?
  private var offset: Int64?
  private var rest: [String] = []

  /// The span that some words in lower case name; nil for any other text.
  static func span(_ words: [String], _ now: Timestamp) -> TimeSpan? { DayText(words, now)?.span }

  private init?(_ words: [String], _ now: Timestamp) {
    self.now = now
    for word in words where word != "at" {
      if let time = ClockTime(word) {
        guard self.time == nil else { return nil }
        self.time = time
      } else if time != nil, offset == nil, let minutes = Self.zone(word) {
        offset = minutes
      } else {
        rest.append(word)
      }
    }
    // The name of the day adds nothing to a date.
    if rest.count > 2, let first = rest.first, Self.weekday(first) != nil { rest.removeFirst() }
  }

  private var today: CivilDate { CivilDate(daysSince1970: divided(now.seconds, by: 86_400).0) }

  private var span: TimeSpan? {
    guard let time else { return day.map { TimeSpan(day: $0) } ?? month }
    guard !rest.isEmpty else { return latest(time) }
    return day.map { time.span(on: $0, offset: offset ?? 0) }
  }

  /// A time without a day is the time today or, when that is still to come, the time yesterday.
  private func latest(_ time: ClockTime) -> TimeSpan {
    let span = time.span(on: today, offset: offset ?? 0)
    if span.first <= now { return span }
    return time.span(on: before(1), offset: offset ?? 0)
  }

  private func before(_ days: Int64) -> CivilDate { CivilDate(daysSince1970: today.daysSince1970 - days) }

  private var day: CivilDate? {
    switch rest {
    case ["today"]: return today
    case ["yesterday"]: return before(1)
    default: return date ?? dayOfWeek
    }
  }

  /// The latest such day before today: `monday`, `last monday`.
  private var dayOfWeek: CivilDate? {
    var words = rest[...]
    if words.first == "last" { words.removeFirst() }
    guard words.count == 1, let wanted = words.first.flatMap(Self.weekday) else { return nil }
    let back = divided(today.weekday - wanted, by: 7).1
    if back == 0 { return before(7) }
    return before(back)
  }

  /// The day of `1 may 2024` and `may 1 2024`, or without a year the latest such day up to today; also of `2024-05-01`.
  private var date: CivilDate? {
    if rest.count == 1 { return CalendarText.span(rest[0]).flatMap { Self.wholeDay($0, rest[0]) } }
    guard (2...3).contains(rest.count), let place = rest.prefix(2).firstIndex(where: { Self.month($0) != nil }),
      let month = Self.month(rest[place]), let day = Self.dayOfMonth(rest[1 - place])
    else { return nil }
    if rest.count == 3 { return Self.year(rest[2]).flatMap { CivilDate($0, month, day) } }
    guard let date = CivilDate(today.year, month, day) else { return nil }
    if date.daysSince1970 <= today.daysSince1970 { return date }
    return CivilDate(today.year - 1, month, day)
  }

  /// The span of `may 2024`.
  private var month: TimeSpan? {
    guard rest.count == 2, let month = Self.month(rest[0]), let year = Self.year(rest[1]) else { return nil }
    return CivilDate(year, month, 1).map { TimeSpan(from: $0, to: $0.adding(months: 1)) }
  }

  /// The day of a span; nil when its text has not the length of `2024-05-01`.
  private static func wholeDay(_ span: TimeSpan, _ text: String) -> CivilDate? {
    guard text.utf8.count == 10 else { return nil }
    return CivilDate(daysSince1970: divided(span.first.seconds, by: 86_400).0)
  }

  private static func year(_ word: String) -> Int64? {
    guard word.utf8.count == 4 else { return nil }
    return Int64(word)
  }

  /// The number of `1`, `1st` and `22nd`.
  private static func dayOfMonth(_ word: String) -> Int64? {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    let ending = word[digits.endIndex...]
    guard digits.count <= 2, ["", "st", "nd", "rd", "th"].contains(ending) else { return nil }
    return Int64(digits)
  }

  private static func zone(_ word: String) -> Int64? {
    if word == "z" || word == "utc" || word == "gmt" { return 0 }
    guard let sign = word.first, sign == "+" || sign == "-", word.filter({ $0 != ":" }).utf8.count == 5 else {
      return nil
    }
    return CalendarText.minutes(word)
  }

  /// The index of a name that is written in full or cut to three letters.
  private static func place(_ word: String, in names: [String]) -> Int64? {
    names.firstIndex { $0 == word || $0.prefix(3) == word }.map { Int64($0) }
  }

  private static func month(_ word: String) -> Int64? { place(word, in: months).map { $0 + 1 } }
  private static func weekday(_ word: String) -> Int64? { place(word, in: weekdays) }

  private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]
}
