import CoreMetrics
import Testing

@testable import IpaiServer

/// The text that Prometheus reads (Prometheus text format, version 0.0.4).
@Suite struct PrometheusTests {
  private let registry = PrometheusRegistry()

  @Test func theTextIsThatOfTheFormat() {
    Counter(label: "requests_total", dimensions: [("b", "2"), ("a", "x\"y\\z\n")], factory: registry).increment(by: 3)
    Counter(label: "requests_total", dimensions: [("b", "2"), ("a", "x\"y\\z\n")], factory: registry).increment()
    Gauge(label: "a gauge", factory: registry).record(1.5)
    #expect(
      registry.text == """
        # TYPE a_gauge gauge
        a_gauge 1.5
        # TYPE requests_total counter
        requests_total{a="x\\"y\\\\z\\n",b="2"} 4

        """)
  }

  @Test func bucketsHoldAllThatIsBelow() {
    let recorder = Recorder(label: "x_seconds", factory: registry)
    for value in [0.001, 0.0011, 3, 100] { recorder.record(value) }
    let lines = registry.text.split(separator: "\n").map(String.init)
    #expect(lines.first == "# TYPE x_seconds histogram")
    for line in [
      #"x_seconds_bucket{le="0.001"} 1"#, #"x_seconds_bucket{le="0.0025"} 2"#, #"x_seconds_bucket{le="2.5"} 2"#,
      #"x_seconds_bucket{le="5"} 3"#, #"x_seconds_bucket{le="10"} 3"#, #"x_seconds_bucket{le="+Inf"} 4"#,
      "x_seconds_sum 103.0021", "x_seconds_count 4",
    ] {
      #expect(lines.contains(line), "\(line) is not in \(lines)")
    }
  }

  /// No label that grows without end takes all memory.
  @Test func seriesAreBounded() {
    for number in 0..<6_000 { Gauge(label: "g", dimensions: [("n", String(number))], factory: registry).record(1) }
    #expect(registry.text.split(separator: "\n").count == 5_001)
  }
}
