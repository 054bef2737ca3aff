package import CoreMetrics
import Synchronization

/// Keeps metrics for Prometheus, which comes for them (Prometheus text format, version 0.0.4).
///
/// Counters whose label ends in `_total`, gauges, and histograms whose label ends in `_seconds`.
package final class PrometheusRegistry: MetricsFactory {
  /// A metric with its labels.
  private struct Series: Hashable {
    let name: String
    let labels: String
  }

  private let series = Mutex<[Series: any PrometheusMetric]>([:])
  /// How many series are kept; more are not counted, so that no label can take all memory.
  private static let most = 5_000

  /// An empty registry.
  package init() {}

  /// All metrics as text.
  package var text: String {
    let all = series.withLock { $0 }
    var lines: [String] = []
    for (name, members) in Dictionary(grouping: all, by: \.key.name).sorted(by: { $0.key < $1.key }) {
      guard var type = members.first?.value.type else { continue }
      // What the system counts is shown as a number.
      if name.hasSuffix("_total") { type = "counter" }
      lines.append("# TYPE \(name) \(type)")
      for (key, metric) in members.sorted(by: { $0.key.labels < $1.key.labels }) {
        lines += metric.lines(name, key.labels)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func metric<Metric: PrometheusMetric>(
    _ label: String, _ dimensions: [(String, String)], _ make: () -> Metric
  ) -> Metric {
    let key = Series(name: PrometheusText.name(label), labels: PrometheusText.labels(dimensions))
    return series.withLock { series in
      if let known = series[key] as? Metric { return known }
      let new = make()
      if series.count < Self.most, series[key] == nil { series[key] = new }
      return new
    }
  }

  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    metric(label, dimensions) { PrometheusCounter() }
  }

  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    metric(label, dimensions) { PrometheusGauge() }
  }

  package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    if aggregate { return metric(label, dimensions) { PrometheusHistogram() } }
    return metric(label, dimensions) { PrometheusGauge() }
  }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    metric(label, dimensions) { PrometheusHistogram() }
  }

  // A series stays as long as the process: a counter that starts again at zero would look like a restart.
  package func destroyCounter(_ handler: any CounterHandler) {}
  package func destroyMeter(_ handler: any MeterHandler) {}
  package func destroyRecorder(_ handler: any RecorderHandler) {}
  package func destroyTimer(_ handler: any TimerHandler) {}
}
