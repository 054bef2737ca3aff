/// What the metrics of a component of an app say. A metric without a sample is nil.
package struct AppMetrics: Codable, Equatable, Sendable {
  /// The use of the processors, from 0 to 1, of the busiest instance.
  package var cpu: MetricSummary?
  /// The use of the memory, from 0 to 1, of the fullest instance.
  package var memory: MetricSummary?
  /// How often the instance that was restarted most was restarted in the last day; nil when that is not known.
  package var restarts: Int?

  /// No metrics.
  package init() {}
}
