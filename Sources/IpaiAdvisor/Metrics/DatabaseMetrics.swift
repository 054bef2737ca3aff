/// What the metrics of a MySQL database say; others have none in API v2. A metric without a sample is nil.
package struct DatabaseMetrics: Codable, Equatable, Sendable {
  /// The use of the processors, from 0 to 1.
  package var cpu: MetricSummary?
  /// How many threads are connected.
  package var threads: MetricSummary?
  /// The use of the disk, from 0 to 1.
  package var disk: MetricSummary?

  /// No metrics.
  package init() {}
}
