/// A moment with the offset of the clock from which it was read; encoded as RFC 3339 with that offset.
package struct ZonedTimestamp: Hashable, Sendable {
  /// The moment itself.
  package let moment: Timestamp
  /// How many minutes the clock was ahead of UTC; nil when that is not known, and then the moment is written in UTC.
  package let offset: Int?

  /// A moment with an offset in minutes.
  package init(_ moment: Timestamp, offset: Int?) {
    self.moment = moment
    self.offset = offset
  }

  /// The moment as RFC 3339, section 5.6, has it, with the offset.
  package var rfc3339: String { moment.rfc3339(offset: offset ?? 0) }
}

extension ZonedTimestamp: Codable {
  /// Reads a date in RFC 3339 with its offset.
  package init(from decoder: any Decoder) throws {
    self.init(try Timestamp(from: decoder), offset: CalendarText.offset(of: try String(from: decoder)))
  }

  /// Writes the moment as `rfc3339`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rfc3339)
  }
}
