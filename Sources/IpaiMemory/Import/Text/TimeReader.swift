import IpaiCore

/// Reads a time in digits, as RFC 3339 has it, where the seconds, the zone or the whole time of day may be missing.
///
/// `Timestamp` reads the same with a regular expression, which is too slow for each of a million messages.
struct TimeReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  /// Reads a text.
  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The time, in UTC when there is no zone and without fractions of a second; nil for any other text.
  mutating func timestamp() -> Timestamp? {
    guard let date = date() else { return nil }
    var seconds = date.daysSince1970 * 86_400
    guard place < bytes.count else { return Timestamp(seconds: seconds) }
    guard skip("T") || skip("t") || skip(" "), let time = timeOfDay(), let offset = offset(), place == bytes.count
    else {
      return nil
    }
    seconds += time - offset
    return Timestamp(seconds: seconds)
  }

  private mutating func date() -> CivilDate? {
    guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2) else { return nil }
    return CivilDate(year, month, day)
  }

  /// Seconds since midnight.
  private mutating func timeOfDay() -> Int64? {
    guard let hour = number(2), hour < 24, skip(":"), let minute = number(2), minute < 60 else { return nil }
    var second: Int64 = 0
    if skip(":") {
      // A leap second counts as the last second of its minute.
      guard let read = number(2), read <= 60 else { return nil }
      second = min(read, 59)
      if skip(".") || skip(",") { while number(1) != nil {} }
    }
    return hour * 3600 + minute * 60 + second
  }

  /// The seconds that the clock is ahead of UTC: `Z`, `+02:00`, `-0530`, `+02` or nothing.
  private mutating func offset() -> Int64? {
    while skip(" ") {}
    guard place < bytes.count, !skip("Z"), !skip("z") else { return 0 }
    let isBehind = skip("-")
    guard isBehind || skip("+"), let hours = number(2), hours < 24 else { return nil }
    var seconds = hours * 3600
    if place < bytes.count {
      _ = skip(":")
      guard let minutes = number(2), minutes < 60 else { return nil }
      seconds += minutes * 60
    }
    if isBehind { return -seconds }
    return seconds
  }

  private mutating func number(_ digits: Int) -> Int64? {
    guard place + digits <= bytes.count else { return nil }
    var number: Int64 = 0
    for byte in bytes[place..<(place + digits)] {
      guard (48...57).contains(byte) else { return nil }
      number = number * 10 + Int64(byte - 48)
    }
    place += digits
    return number
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }
}
