package import IpaiCore

extension Timestamp: ShapedValue {
  package static var shape: Shape { .formatted("date-time") }
  package static var sample: Timestamp { Timestamp(seconds: 0) }
}

extension ZonedTimestamp: ShapedValue {
  package static var shape: Shape { .formatted("date-time") }
  package static var sample: ZonedTimestamp { ZonedTimestamp(Timestamp(seconds: 0), offset: 0) }
}
