/// Metrics with the same value in all samples, or with one that differs at its percentiles.
enum TestMetric {
  /// A metric with the last day alone.
  static func day(_ value: Double, samples: Int = 100) -> String { #"{"day":\#(statistics(value, samples))}"# }
  /// A metric with the last 14 days alone.
  static func fortnight(_ value: Double, samples: Int = 100) -> String {
    #"{"fortnight":\#(statistics(value, samples))}"#
  }

  private static func statistics(_ value: Double, _ samples: Int) -> String {
    // mean, minimum, maximum, p05, p50, p95, last
    let values = [Double](repeating: value, count: 7).map { "\($0)" }
    return "[\(samples),100,\(values.joined(separator: ","))]"
  }
}
