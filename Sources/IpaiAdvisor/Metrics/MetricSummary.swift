/// What a metric says over the last day, week and fortnight; nil for a window without a sample.
package struct MetricSummary: Codable, Equatable, Sendable {
  package var day: MetricStatistics?
  package var week: MetricStatistics?
  package var fortnight: MetricStatistics?

  /// A summary with its parts.
  package init(day: MetricStatistics? = nil, week: MetricStatistics? = nil, fortnight: MetricStatistics? = nil) {
    self.day = day
    self.week = week
    self.fortnight = fortnight
  }

  /// The same statistics in every window.
  package init(_ statistics: MetricStatistics) {
    self.init(day: statistics, week: statistics, fortnight: statistics)
  }
}
