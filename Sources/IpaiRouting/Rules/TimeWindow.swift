import Foundation

/// A part of the day, on some days of the week, in a time zone.
package struct TimeWindow: Sendable, Equatable {
  /// A day of the week.
  enum Day: String, CaseIterable, Sendable {
    case sun, mon, tue, wed, thu, fri, sat
  }

  /// The first minute of the day, counted from midnight.
  let from: Int
  /// The first minute that is not part of it any more. Where it is not after `from`, the window goes on into the next day.
  let to: Int
  /// The days on which it begins; empty for all.
  let days: Set<Day>
  /// The time zone of both.
  let zone: TimeZone

  /// A time of the day in minutes, from a text such as `08:30`; 24:00 is the end of the day. Nil for anything else.
  static func minutes(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count == 2, text.utf8.allSatisfy({ $0 == 0x3A || $0 &- 0x30 < 10 }),
      let hour = Int(parts[0]), let minute = Int(parts[1]),
      (0...24).contains(hour), (0...59).contains(minute), hour * 60 + minute <= 24 * 60
    else { return nil }
    return hour * 60 + minute
  }

  /// True when a time is in the window.
  func contains(_ time: Date) -> Bool {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = calendar.dateComponents([.weekday, .hour, .minute], from: time)
    let minute = (parts.hour ?? 0) * 60 + (parts.minute ?? 0)
    let day = (parts.weekday ?? 1) - 1
    if from < to { return minute >= from && minute < to && begins(on: day) }
    return minute >= from && begins(on: day) || minute < to && begins(on: (day + 6) % 7)
  }

  private func begins(on day: Int) -> Bool { days.isEmpty || days.contains(Day.allCases[day]) }

  /// The window in words.
  var description: String {
    let days = Day.allCases.filter(self.days.contains).map(\.rawValue).joined(separator: ", ")
    let span = "\(Self.text(from)) to \(Self.text(to)) \(zone.identifier == "GMT" ? "UTC" : zone.identifier)"
    return days.isEmpty ? span : "\(span) on \(days)"
  }

  private static func text(_ minutes: Int) -> String {
    let parts = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return parts.joined(separator: ":")
  }
}
