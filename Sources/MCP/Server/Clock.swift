import Foundation

/// The time of day, as the protocol has it.
enum Clock {
  /// Seconds since 1970.
  static var seconds: Int { Int(Date().timeIntervalSince1970) }

  /// RFC 3339 in UTC, to milliseconds.
  static func timestamp(_ date: Date) -> String {
    Date.ISO8601FormatStyle(includingFractionalSeconds: true).format(date)
  }
}
