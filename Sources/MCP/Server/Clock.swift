import Foundation

/// The time of day, in the forms that the protocol has.
enum Clock {
  /// The current time, in seconds since 1970.
  static var seconds: Int { Int(Date().timeIntervalSince1970) }

  /// A time in UTC with milliseconds (RFC 3339).
  static func timestamp(_ date: Date) -> String {
    Date.ISO8601FormatStyle(includingFractionalSeconds: true).format(date)
  }
}
