extension DropletMetrics {
  /// Statistics that speak for their whole window; nil where there are none, or where too many samples are missing.
  static func covered(_ statistics: MetricStatistics?) -> MetricStatistics? {
    statistics.flatMap { $0.isCovered ? $0 : nil }
  }

  /// Whether nothing was measured at all.
  var isEmpty: Bool {
    var rest = self
    rest.fileSystems = fileSystems.flatMap { $0.isEmpty ? nil : $0 }
    return rest == DropletMetrics()
  }
}
