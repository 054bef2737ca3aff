/// A time of day in words or digits: `12:00`, `12:00:30`, `9am`, `noon`, `midnight`.
struct ClockTime: Equatable {
  /// Seconds since midnight.
  let seconds: Int64
  /// How many seconds it covers: a minute where no seconds are given.
  let length: Int64

  init?(_ text: some StringProtocol) {
    switch text {
    case "midnight": (seconds, length) = (0, 60)
    case "noon": (seconds, length) = (43_200, 60)
    case "tea": (seconds, length) = (61_200, 60)
    default:
      guard let time = Self.digits(text) ?? Self.hours(text) else { return nil }
      self = time
    }
  }

  private init(_ seconds: Int64, length: Int64) { (self.seconds, self.length) = (seconds, length) }

  func span(on day: CivilDate, offset minutes: Int64 = 0) -> TimeSpan {
    TimeSpan(from: day.daysSince1970 * 86_400 + seconds - minutes * 60, seconds: length)
  }

  /// `12:00` and `12:00:30`; fractions of a second are passed over.
  private static func digits(_ text: some StringProtocol) -> ClockTime? {
    let parts = text.prefix { $0 != "." }.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.allSatisfy({ (1...2).contains($0.utf8.count) }) else { return nil }
    let numbers = parts.compactMap { Int64($0) }
    guard numbers.count == parts.count, (0..<24).contains(numbers[0]), (0..<60).contains(numbers[1]) else { return nil }
    guard numbers.count == 3 else { return ClockTime(numbers[0] * 3600 + numbers[1] * 60, length: 60) }
    // A leap second is the last one of its minute.
    guard (0...60).contains(numbers[2]) else { return nil }
    return ClockTime(numbers[0] * 3600 + numbers[1] * 60 + min(numbers[2], 59), length: 1)
  }

  /// `9am` and `5pm`.
  private static func hours(_ text: some StringProtocol) -> ClockTime? {
    let isAfternoon = text.hasSuffix("pm")
    guard isAfternoon || text.hasSuffix("am"), let hour = Int64(text.dropLast(2)), (1...12).contains(hour) else {
      return nil
    }
    return ClockTime((hour % 12 + (isAfternoon ? 12 : 0)) * 3600, length: 60)
  }
}
