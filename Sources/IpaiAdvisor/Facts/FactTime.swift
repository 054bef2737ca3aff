package import IpaiCore

/// A moment as the API writes it (RFC 3339), to the second.
package struct FactTime: Hashable, Comparable, Sendable {
  /// The moment.
  package let timestamp: Timestamp

  /// A moment.
  package init(_ timestamp: Timestamp) { self.timestamp = timestamp }

  /// The moment that a text names, such as `2020-03-13T19:20:47.442049222Z`; nil for any other text.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[4] == Self.dash, bytes[7] == Self.dash, bytes[13] == Self.colon,
      bytes[16] == Self.colon, [UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")].contains(bytes[10]),
      let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
      let day = Self.number(bytes[8..<10]), let hour = Self.number(bytes[11..<13]),
      let minute = Self.number(bytes[14..<16]), let second = Self.number(bytes[17..<19]),
      let date = CivilDate(year, month, day), hour < 24, minute < 60, second <= 60
    else { return nil }
    let fraction = bytes[19...].prefix { $0 == UInt8(ascii: ".") || Self.digits.contains($0) }.count
    guard let offset = Self.offset(bytes[(19 + fraction)...]) else { return nil }
    timestamp = Timestamp(seconds: date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second - offset)
  }

  package static func < (left: FactTime, right: FactTime) -> Bool { left.timestamp < right.timestamp }

  private static let dash = UInt8(ascii: "-")
  private static let colon = UInt8(ascii: ":")
  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int64? {
    var number: Int64 = 0
    for byte in bytes {
      guard digits.contains(byte) else { return nil }
      number = number * 10 + Int64(byte - digits.lowerBound)
    }
    return number
  }

  /// How many seconds a zone is ahead of UTC.
  private static func offset(_ zone: ArraySlice<UInt8>) -> Int64? {
    let zone = Array(zone)
    if zone == [UInt8(ascii: "Z")] || zone == [UInt8(ascii: "z")] { return 0 }
    guard zone.count == 6, zone[3] == colon, let hours = number(zone[1..<3]), let minutes = number(zone[4..<6]),
      hours < 24, minutes < 60
    else {
      return nil
    }
    switch zone[0] {
    case UInt8(ascii: "+"): return hours * 3600 + minutes * 60
    case dash: return -(hours * 3600 + minutes * 60)
    default: return nil
    }
  }
}

extension FactTime: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let time = FactTime(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an RFC 3339 date")
    }
    self = time
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(timestamp.rfc3339)
  }
}
