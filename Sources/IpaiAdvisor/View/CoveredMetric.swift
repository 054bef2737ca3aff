/// The windows of metrics whose samples speak for all of the time; nil for any other window.
enum CoveredMetric {
  /// The last day.
  static func day(_ summary: MetricSummary?) -> MetricStatistics? { covered(summary?.day) }
  /// The last 14 days.
  static func fortnight(_ summary: MetricSummary?) -> MetricStatistics? { covered(summary?.fortnight) }

  /// Why a resource cannot be judged without a window that is covered.
  static let reason = "its metrics are missing, or too few of their samples are there"

  private static func covered(_ statistics: MetricStatistics?) -> MetricStatistics? {
    statistics.flatMap { $0.isCovered ? $0 : nil }
  }
}
