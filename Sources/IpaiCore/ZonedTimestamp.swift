/// A moment, and how far ahead of UTC the clock was that it was read from; encoded as RFC 3339 with that offset.
package struct ZonedTimestamp: Hashable, Sendable {
  package let moment: Timestamp
  /// In minutes; nil where it is not known, which is written as UTC.
  package let offset: Int?

  package init(_ moment: Timestamp, offset: Int?) {
    self.moment = moment
    self.offset = offset
  }

  package var rfc3339: String { moment.rfc3339(offset: offset ?? 0) }
}

extension ZonedTimestamp: Codable {
  package init(from decoder: any Decoder) throws {
    self.init(try Timestamp(from: decoder), offset: CalendarText.offset(of: try String(from: decoder)))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rfc3339)
  }
}
