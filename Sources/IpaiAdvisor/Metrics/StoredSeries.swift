/// A series as it is kept while a scan goes on.
struct StoredSeries: Codable, Sendable {
  var labels: [String: String] = [:]
  private var times: [Double]
  private var values: [Double]

  /// A series with its labels.
  init(_ series: MetricSeries, labels: [String: String] = [:]) {
    self.labels = labels
    times = series.times
    values = series.values
  }

  /// The series.
  var series: MetricSeries { MetricSeries(times: times, values: values) }
}
