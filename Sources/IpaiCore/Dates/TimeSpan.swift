/// The time from one moment to another, both included.
struct TimeSpan: Equatable {
  /// The first second of the span.
  let first: Timestamp
  /// The last second of the span.
  let last: Timestamp

  /// The span of a single second.
  init(_ moment: Timestamp) {
    first = moment
    last = moment
  }

  /// The span of `seconds` seconds that begins at `start`, in seconds since 1970.
  init(from start: Int64, seconds: Int64) {
    first = Timestamp(seconds: start)
    last = Timestamp(seconds: start + seconds - 1)
  }

  /// The span from the start of one day to the end of the day before `end`, in UTC.
  init(from start: CivilDate, to end: CivilDate) {
    let first = start.daysSince1970 * 86_400
    self.init(from: first, seconds: end.daysSince1970 * 86_400 - first)
  }

  /// The span of a whole day in UTC.
  init(day: CivilDate) { self.init(from: day.daysSince1970 * 86_400, seconds: 86_400) }
}
