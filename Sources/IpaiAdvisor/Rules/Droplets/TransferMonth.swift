import IpaiCore

/// The month for which transfer is counted, in seconds and in UTC.
struct TransferMonth {
  private let start: Double
  private let end: Double
  private let now: Double

  /// The month that a moment is in; nil where there is no such month.
  init?(around now: Timestamp) {
    let days = (Double(now.seconds) / 86_400).rounded(.down)
    let today = CivilDate(daysSince1970: Int64(days))
    guard let first = CivilDate(today.year, today.month, 1) else { return nil }
    start = Double(first.daysSince1970) * 86_400
    end = Double(first.adding(months: 1).daysSince1970) * 86_400
    self.now = Double(now.seconds)
  }

  /// How much of it is over.
  var elapsed: Double { now - start }

  /// How much of it is over since something was made; at least an hour.
  func elapsed(since made: FactTime?) -> Double { max(now - first(made), 3600) }

  /// How long something exists in it if it is kept.
  func length(since made: FactTime?) -> Double { max(end - first(made), 0) }

  /// The share of its allowance that a Droplet accrues in it: all of it in 672 hours.
  func accrued(since made: FactTime?) -> Double { min(1, length(since: made) / 3600 / 672) }

  private func first(_ made: FactTime?) -> Double { max(start, made.map { Double($0.timestamp.seconds) } ?? start) }
}
