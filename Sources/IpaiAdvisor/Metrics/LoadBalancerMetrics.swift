/// What the metrics of a load balancer say. A metric without a sample is nil.
package struct LoadBalancerMetrics: Codable, Equatable, Sendable {
  /// The share of the connections that are allowed which is used, from 0 to 1.
  package var connections: MetricSummary?
  /// The share of the processors' time that was not idle, from 0 to 1.
  package var cpu: MetricSummary?
  /// The 95th percentile of the time that backends take to answer, in seconds.
  package var responseTime: MetricSummary?
  /// The backends whose last health checks of 15 minutes failed at least once; nil when that is not known.
  package var failingBackends: [String]?
  /// The longest time that a backend was down in the last 15 minutes, in seconds; nil when that is not known.
  package var downtime: Double?

  enum CodingKeys: String, CodingKey {
    case connections, cpu, downtime
    case responseTime = "response_time"
    case failingBackends = "failing_backends"
  }

  /// No metrics.
  package init() {}
}
