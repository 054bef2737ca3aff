import Foundation

/// Samples of a metric in the order of time (Prometheus, "range vectors").
struct MetricSeries: Sendable, Equatable {
  /// Moments in seconds since 1970, each later than the one before.
  var times: [Double] = []
  var values: [Double] = []

  /// The series of the values at the moments that both have.
  func combined(with other: MetricSeries, _ operation: (Double, Double) -> Double) -> MetricSeries {
    var result = MetricSeries()
    var place = 0
    for (time, value) in zip(times, values) {
      while place < other.times.count, other.times[place] < time { place += 1 }
      guard place < other.times.count, other.times[place] == time else { continue }
      let combined = operation(value, other.values[place])
      guard combined.isFinite else { continue }
      result.times.append(time)
      result.values.append(combined)
    }
    return result
  }

  /// The seconds from one sample to the next, as most samples have it; nil for fewer than two samples.
  var step: Double? {
    guard times.count > 1 else { return nil }
    let steps = zip(times.dropFirst(), times).map { $0 - $1 }.sorted()
    return steps[steps.count / 2]
  }

  /// What the samples of the last `seconds` before `end` say; nil when there are none.
  func statistics(last seconds: Double, before end: Double, isShare: Bool) -> MetricStatistics? {
    let start = end - seconds
    let first = times.firstIndex { $0 > start } ?? times.count
    let window = values[first...]
    guard !window.isEmpty, let step, step > 0 else { return nil }
    let sorted = window.sorted()
    func percentile(_ share: Double) -> Double {
      sorted[min(sorted.count - 1, Int((share * Double(sorted.count - 1)).rounded()))]
    }
    return MetricStatistics(
      samples: sorted.count, expected: max(1, Int((seconds / step).rounded(.down))),
      mean: Self.rounded(sorted.reduce(0, +) / Double(sorted.count)), minimum: Self.rounded(sorted[0]),
      maximum: Self.rounded(sorted[sorted.count - 1]), p05: Self.rounded(percentile(0.05)),
      p50: Self.rounded(percentile(0.5)), p95: Self.rounded(percentile(0.95)),
      last: Self.rounded(window[window.endIndex - 1]),
      shareOver85: isShare ? Self.rounded(Double(sorted.count { $0 > 0.85 }) / Double(sorted.count)) : nil)
  }

  /// A number to the sixth place behind the point: no metric is that exact, and snapshots are half as large.
  private static func rounded(_ value: Double) -> Double { (value * 1_000_000).rounded() / 1_000_000 }

  /// What the last day, week and fortnight before `end` say; nil without a sample.
  func summary(before end: Double, isShare: Bool = false) -> MetricSummary? {
    let summary = MetricSummary(
      day: statistics(last: 86_400, before: end, isShare: isShare),
      week: statistics(last: 7 * 86_400, before: end, isShare: isShare),
      fortnight: statistics(last: 14 * 86_400, before: end, isShare: isShare))
    return summary.fortnight == nil ? nil : summary
  }

  /// How much the value grows in a day, over the last `seconds` before `end` (least squares); nil for fewer than three samples.
  func growthPerDay(last seconds: Double, before end: Double) -> Double? {
    let first = times.firstIndex { $0 > end - seconds } ?? times.count
    let count = Double(times.count - first)
    guard count >= 3 else { return nil }
    let days = times[first...].map { ($0 - end) / 86_400 }
    let values = values[first...]
    let meanDay = days.reduce(0, +) / count
    let meanValue = values.reduce(0, +) / count
    let spread = days.reduce(0) { $0 + ($1 - meanDay) * ($1 - meanDay) }
    guard spread > 0 else { return nil }
    return zip(days, values).reduce(0) { $0 + ($1.0 - meanDay) * ($1.1 - meanValue) } / spread
  }
}
