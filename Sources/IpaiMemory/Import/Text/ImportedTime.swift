import IpaiCore

/// A time as files have it: RFC 3339 or close to it, seconds since 1970, or milliseconds when larger than 10^11.
enum ImportedTime: Decodable {
  case text(String)
  case number(Double)
  /// Something that cannot be a time, such as a list.
  case other

  /// Takes whatever is there, so that a wrong time can be told from a missing one.
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .other
    }
  }

  /// The second that the time is in. Throws `ImportFailure` that names what is not a time.
  func timestamp() throws(ImportFailure) -> Timestamp {
    switch self {
    case .text(let text):
      if let timestamp = Self.timestamp(text) { return timestamp }
      throw ImportFailure("'\(text.prefix(80))' is not a time: RFC 3339 is read, as in 2026-05-01T12:00:00Z")
    case .number(let number):
      if let timestamp = Self.timestamp(number) { return timestamp }
      throw ImportFailure("\(number) is not a time: seconds since 1970 are read, or milliseconds")
    case .other: throw ImportFailure("the time is neither text nor a number")
    }
  }

  /// The last second of the year 9999.
  private static let last: Double = 253_402_300_799
  private static let leastMilliseconds: Double = 100_000_000_000

  private static func timestamp(_ number: Double) -> Timestamp? {
    var seconds = number
    if abs(seconds) > leastMilliseconds { seconds /= 1000 }
    guard abs(seconds) <= last else { return nil }
    return Timestamp(seconds: Int64(seconds.rounded(.down)))
  }

  private static func timestamp(_ text: String) -> Timestamp? {
    var text = text
    let time = text.withUTF8 { bytes in
      var reader = TimeReader(bytes)
      return reader.timestamp()
    }
    if let time { return time }
    guard text.utf8.count >= 9, text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }) else { return nil }
    return Double(text).flatMap(timestamp)
  }
}
