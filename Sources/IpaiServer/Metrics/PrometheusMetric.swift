import CoreMetrics
import Synchronization

/// One series of a metric.
protocol PrometheusMetric: AnyObject, Sendable {
  /// The type that Prometheus knows it by.
  var type: String { get }
  /// Its lines, for a name and labels such as `a="1",b="2"`.
  func lines(_ name: String, _ labels: String) -> [String]
}

/// A number that only grows.
final class PrometheusCounter: PrometheusMetric, CounterHandler {
  private let value = Mutex<Int64>(0)
  var type: String { "counter" }

  func increment(by amount: Int64) { value.withLock { $0 &+= amount } }
  func reset() { value.withLock { $0 = 0 } }

  func lines(_ name: String, _ labels: String) -> [String] {
    [PrometheusText.line(name, labels, String(value.withLock { $0 }))]
  }
}

/// A number that goes up and down.
final class PrometheusGauge: PrometheusMetric, MeterHandler, RecorderHandler {
  private let value = Mutex(0.0)
  var type: String { "gauge" }

  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { self.value.withLock { $0 = value } }
  func increment(by amount: Double) { value.withLock { $0 += amount } }
  func decrement(by amount: Double) { value.withLock { $0 -= amount } }
  func record(_ value: Int64) { set(Double(value)) }
  func record(_ value: Double) { set(value) }

  func lines(_ name: String, _ labels: String) -> [String] {
    [PrometheusText.line(name, labels, PrometheusText.number(value.withLock { $0 }))]
  }
}

/// How many values lie below each of some bounds, in seconds.
final class PrometheusHistogram: PrometheusMetric, RecorderHandler, TimerHandler {
  private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  private struct State {
    var counts = [Int](repeating: 0, count: PrometheusHistogram.bounds.count)
    var count = 0
    var sum = 0.0
  }

  private let state = Mutex(State())
  var type: String { "histogram" }

  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    state.withLock { state in
      state.count += 1
      state.sum += value
      if let bucket = Self.bounds.firstIndex(where: { value <= $0 }) { state.counts[bucket] += 1 }
    }
  }

  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

  func lines(_ name: String, _ labels: String) -> [String] {
    let state = state.withLock { $0 }
    var total = 0
    var lines: [String] = []
    for (bound, count) in zip(Self.bounds, state.counts) {
      total += count
      lines.append(bucket(name, labels, PrometheusText.number(bound), total))
    }
    lines.append(bucket(name, labels, "+Inf", state.count))
    lines.append(PrometheusText.line(name + "_sum", labels, PrometheusText.number(state.sum)))
    lines.append(PrometheusText.line(name + "_count", labels, String(state.count)))
    return lines
  }

  private func bucket(_ name: String, _ labels: String, _ bound: String, _ count: Int) -> String {
    let labels = labels.isEmpty ? "" : labels + ","
    return PrometheusText.line(name + "_bucket", labels + "le=\"\(bound)\"", String(count))
  }
}
