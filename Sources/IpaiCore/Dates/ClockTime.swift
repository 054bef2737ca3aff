/// A time of day in words or digits: `12:00`, `12:00:30`, `9am`, `noon`, `midnight`.
struct ClockTime: Equatable {
  /// Seconds since midnight.
  let seconds: Int64
  /// How many seconds the text covers: a minute when it gives no seconds.
  let length: Int64

  /// The time that a text in lower case names; nil for any other text.
  init?(_ text: some StringProtocol) {
    switch text {
    case "midnight": self.init(0, length: 60)
    case "noon": self.init(12 * 3600, length: 60)
    case "tea": self.init(17 * 3600, length: 60)
    default:
      guard let time = Self.digits(text) ?? Self.hours(text) else { return nil }
      self = time
    }
  }

  private init(_ seconds: Int64, length: Int64) {
    self.seconds = seconds
    self.length = length
  }

  /// The time on a given day, on a clock that is `minutes` ahead of UTC.
  func span(on day: CivilDate, offset minutes: Int64 = 0) -> TimeSpan {
    TimeSpan(from: day.daysSince1970 * 86_400 + seconds - minutes * 60, seconds: length)
  }

  /// The time of `12:00` and `12:00:30`; fractions of a second are ignored.
  private static func digits(_ text: some StringProtocol) -> ClockTime? {
    let parts = text.prefix { $0 != "." }.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.allSatisfy({ (1...2).contains($0.utf8.count) }) else { return nil }
    let numbers = parts.compactMap { Int64($0) }
    guard numbers.count == parts.count, (0..<24).contains(numbers[0]), (0..<60).contains(numbers[1]) else { return nil }
    guard numbers.count == 3 else { return ClockTime(numbers[0] * 3600 + numbers[1] * 60, length: 60) }
    // A leap second counts as the last second of its minute.
    guard (0...60).contains(numbers[2]) else { return nil }
    return ClockTime(numbers[0] * 3600 + numbers[1] * 60 + min(numbers[2], 59), length: 1)
  }

  /// The time of `9am` and `5pm`.
  private static func hours(_ text: some StringProtocol) -> ClockTime? {
    let isAfternoon = text.hasSuffix("pm")
    guard isAfternoon || text.hasSuffix("am"), let hour = Int64(text.dropLast(2)), (1...12).contains(hour) else {
      return nil
    }
    var hourOfDay = hour % 12
    if isAfternoon { hourOfDay += 12 }
    return ClockTime(hourOfDay * 3600, length: 60)
  }
}
