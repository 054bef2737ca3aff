/// How busy a component was in a window of time, where enough samples say so.
struct AppLoad {
  /// The use of the processors, from 0 to 1; nil where that is not known.
  let cpu: MetricStatistics?
  /// The use of the memory, from 0 to 1; nil where that is not known.
  let memory: MetricStatistics?
  private let days: Int

  /// The load over the last week.
  static func week(_ metrics: AppMetrics?) -> AppLoad { AppLoad(metrics, \.week, days: 7) }

  /// The load over the last day.
  static func day(_ metrics: AppMetrics?) -> AppLoad { AppLoad(metrics, \.day, days: 1) }

  private init(_ metrics: AppMetrics?, _ window: KeyPath<MetricSummary, MetricStatistics?>, days: Int) {
    cpu = Self.covered(metrics?.cpu?[keyPath: window])
    memory = Self.covered(metrics?.memory?[keyPath: window])
    self.days = days
  }

  private static func covered(_ statistics: MetricStatistics?) -> MetricStatistics? {
    statistics.flatMap { $0.isCovered ? $0 : nil }
  }

  /// The values that a finding rests on.
  var evidence: [Evidence] {
    let values = [("apps/cpu_percentage", cpu), ("apps/memory_percentage", memory)]
    return values.compactMap { metric, statistics in
      statistics.map { Evidence("\(metric) p95 (\(days) d)", NumberText.percent($0.p95), .appMetrics) }
    }
  }
}
