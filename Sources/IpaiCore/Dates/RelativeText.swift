/// Dates counted from now: `now`, `2w`, `3 months ago`, `a year ago`, `1 day 2 hours ago`, `last week`, `this month`.
enum RelativeText {
  /// The span that some words in lower case name; nil for any other text.
  static func span(_ words: [String], _ now: Timestamp) -> TimeSpan? {
    if words == ["now"] { return TimeSpan(now) }
    if words.count == 2, let which = ["last": -1, "this": 0][words[0]] as Int64? {
      return Unit(words[1]).flatMap { $0.whole(which, now) }
    }
    return ago(words, now).map { TimeSpan($0) }
  }

  /// The moment before `now` by one amount after the other; "ago" at the end may be left out.
  private static func ago(_ words: [String], _ now: Timestamp) -> Timestamp? {
    var words = words[...]
    if words.last == "ago" { words.removeLast() }
    guard !words.isEmpty else { return nil }
    var moment = now
    while let first = words.popFirst() {
      if first == "and" && !words.isEmpty { continue }
      guard let (count, unit) = compact(first) ?? pair(first, words.popFirst()) else { return nil }
      moment = unit.before(moment, count)
    }
    return moment
  }

  /// The numbers that may stand before a unit.
  private static let most: ClosedRange<Int64> = 0...100_000

  /// The number and the unit of `2w` and `3months`.
  private static func compact(_ word: String) -> (Int64, Unit)? {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int64(digits), most.contains(count), let unit = Unit(String(word[digits.endIndex...])) else {
      return nil
    }
    return (count, unit)
  }

  private static func pair(_ amount: String, _ unit: String?) -> (Int64, Unit)? {
    guard let count = numbers[amount] ?? Int64(amount), most.contains(count), let unit = unit.flatMap({ Unit($0) })
    else { return nil }
    return (count, unit)
  }

  private static let numbers: [String: Int64] = [
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
  ]
}

/// A unit of time that dates are counted in.
private enum Unit {
  case second, minute, hour, day, week, month, year

  init?(_ name: String) {
    var singular = name
    if name.count > 3 && name.hasSuffix("s") { singular.removeLast() }
    switch singular {
    case "s", "sec", "second": self = .second
    case "min", "minute": self = .minute
    case "h", "hour": self = .hour
    case "d", "day": self = .day
    case "w", "week": self = .week
    case "mo", "month": self = .month
    case "y", "year": self = .year
    default: return nil
    }
  }

  private enum Length {
    case seconds(Int64)
    case months(Int64)
  }

  private var length: Length {
    switch self {
    case .second: .seconds(1)
    case .minute: .seconds(60)
    case .hour: .seconds(3600)
    case .day: .seconds(86_400)
    case .week: .seconds(7 * 86_400)
    case .month: .months(1)
    case .year: .months(12)
    }
  }

  /// The moment that is `count` units before another.
  func before(_ moment: Timestamp, _ count: Int64) -> Timestamp {
    switch length {
    case .seconds(let seconds): return Timestamp(seconds: moment.seconds - count * seconds)
    case .months(let months):
      let (days, time) = divided(moment.seconds, by: 86_400)
      let date = CivilDate(daysSince1970: days).adding(months: -count * months)
      return Timestamp(seconds: date.daysSince1970 * 86_400 + time)
    }
  }

  /// The whole day, week, month or year that is `index` units after the one of `now`; nil for shorter units.
  ///
  /// A week begins on Monday.
  func whole(_ index: Int64, _ now: Timestamp) -> TimeSpan? {
    let today = CivilDate(daysSince1970: divided(now.seconds, by: 86_400).0)
    switch self {
    case .second, .minute, .hour: return nil
    case .day: return TimeSpan(day: CivilDate(daysSince1970: today.daysSince1970 + index))
    case .week:
      let monday = today.daysSince1970 - today.weekday + 7 * index
      return TimeSpan(from: CivilDate(daysSince1970: monday), to: CivilDate(daysSince1970: monday + 7))
    case .month: return CivilDate(today.year, today.month, 1).map { Self.months(1, index, after: $0) }
    case .year: return CivilDate(today.year, 1, 1).map { Self.months(12, index, after: $0) }
    }
  }

  /// The span of `count` months that begins `index` such spans after a day.
  private static func months(_ count: Int64, _ index: Int64, after day: CivilDate) -> TimeSpan {
    let start = day.adding(months: index * count)
    return TimeSpan(from: start, to: start.adding(months: count))
  }
}
