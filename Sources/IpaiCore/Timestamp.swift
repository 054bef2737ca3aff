package import Foundation

/// A moment in seconds since 1970-01-01T00:00:00Z, of any size, as git stores it.
package struct Timestamp: Hashable, Comparable, Sendable {
  package let seconds: Int64

  package init(seconds: Int64) { self.seconds = seconds }
  package init(_ date: Date) { seconds = Int64(date.timeIntervalSince1970.rounded(.down)) }

  package static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }

  /// RFC 3339, section 5.6, in UTC; moments outside the years 0000 to 9999, which it cannot write, are clamped.
  package var rfc3339: String { date.formatted(.iso8601) }

  /// The day alone, `YYYY-MM-DD`, in UTC.
  package var day: String { String(rfc3339.prefix(10)) }

  private var date: Date {
    let (first, last): (Int64, Int64) = (-62_167_219_200, 253_402_300_799)
    return Date(timeIntervalSince1970: Double(min(max(seconds, first), last)))
  }
}

extension Timestamp: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let date = try? Date(text, strategy: .iso8601) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an RFC 3339 date: \(text)")
    }
    self.init(date)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rfc3339)
  }
}
