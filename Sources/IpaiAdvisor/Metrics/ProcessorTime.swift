/// How a Droplet's processors spent their time. The metric counts CPU-seconds by mode since the Droplet started, over all processors.
struct ProcessorTime: Sendable {
  /// The shares from one sample to the next, from 0 to 1.
  private(set) var busy = MetricSeries()
  private(set) var steal = MetricSeries()
  private(set) var iowait = MetricSeries()

  /// The shares that counters show. Where a counter went down, the Droplet was started again, and nothing is said about that time.
  init(_ rows: [MetricMatrix.Row]) {
    var counters: [String: [Double: Double]] = [:]
    for row in rows {
      guard let mode = row.labels["mode"] else { continue }
      counters[mode] = Dictionary(zip(row.series.times, row.series.values), uniquingKeysWith: { first, _ in first })
    }
    guard let idle = counters["idle"] else { return }
    let times = idle.keys.sorted()
    let longest = 3 * (MetricSeries(times: times, values: []).step ?? 0)
    for (start, end) in zip(times, times.dropFirst()) where end - start <= longest {
      guard let spent = Self.spent(counters, start, end) else { continue }
      let total = spent.values.reduce(0, +)
      guard total > 0 else { continue }
      busy.add(end, 1 - (spent["idle"] ?? 0) / total)
      steal.add(end, (spent["steal"] ?? 0) / total)
      iowait.add(end, (spent["iowait"] ?? 0) / total)
    }
  }

  /// The seconds in each mode between two samples; nil when the Droplet was started again or a mode has no sample.
  private static func spent(_ counters: [String: [Double: Double]], _ start: Double, _ end: Double) -> [String: Double]?
  {
    var spent: [String: Double] = [:]
    for (mode, values) in counters {
      guard let before = values[start], let after = values[end], after >= before else { return nil }
      spent[mode] = after - before
    }
    return spent
  }
}

extension MetricSeries {
  /// Adds a sample at the end.
  mutating func add(_ time: Double, _ value: Double) {
    times.append(time)
    values.append(value)
  }
}
