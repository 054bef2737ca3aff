/// The metrics of load balancers, databases and apps.
extension ScanReader {
  /// Reads the metrics of load balancers.
  func readLoadBalancerMetrics(_ window: MetricWindow) async throws {
    try await read(.loadBalancerMetrics, for: facts.loadBalancers.map(\.id), into: \.loadBalancerMetrics) {
      [self] id, _ in
      func rows(_ metric: String) async throws -> [StoredSeries] {
        try await fetch(window.path("load_balancer/" + metric, [("lb_id", id)]), .loadBalancerMetrics) { body in
          try MetricMatrix.read(body).rows.map { StoredSeries($0.series, labels: $0.labels) }
        }
      }
      func series(_ metric: String) async throws -> MetricSeries {
        try await rows(metric).first?.series ?? MetricSeries()
      }
      var metrics = LoadBalancerMetrics()
      let limit = try await series("frontend_connections_limit")
      metrics.connections = try await series("frontend_connections_current").combined(with: limit) { $0 / $1 }
        .summary(before: window.end, isShare: true)
      metrics.cpu = try await series("frontend_cpu_utilization").scaled(0.01).summary(before: window.end, isShare: true)
      metrics.responseTime = try await series("droplets_http_response_time_95p").summary(before: window.end)
      metrics.failingBackends = Self.failing(try await rows("droplets_health_checks"), before: window.end)
      metrics.downtime = try await rows("droplets_downtime").compactMap {
        $0.series.statistics(last: 900, before: window.end, isShare: false)?.maximum
      }.max()
      return metrics
    }
  }

  /// The backends with a failed check in the last quarter of an hour; nil without a sample.
  private static func failing(_ rows: [StoredSeries], before end: Double) -> [String]? {
    var failing: [String]?
    for row in rows {
      guard let recent = row.series.statistics(last: 900, before: end, isShare: false) else { continue }
      failing = failing ?? []
      guard recent.minimum <= 0 else { continue }
      failing?.append(row.labels["droplet_id"] ?? row.labels["server"] ?? row.labels["host_id"] ?? "a backend")
    }
    return failing
  }

  /// Reads the metrics of MySQL databases; others have none.
  func readDatabaseMetrics(_ window: MetricWindow) async throws {
    let databases = facts.databases.filter { $0.engine == "mysql" }
    try await read(.databaseMetrics, for: databases.map(\.id), into: \.databaseMetrics) { [self] id, _ in
      func series(_ metric: String, aggregate: Bool) async throws -> MetricSeries {
        let more = aggregate ? [("aggregate", "avg")] : []
        let path = window.path("database/mysql/" + metric, [("db_id", id)] + more)
        return try await fetch(path, .databaseMetrics) {
          StoredSeries(try MetricMatrix.read($0).first ?? MetricSeries())
        }
        .series
      }
      var metrics = DatabaseMetrics()
      metrics.cpu = try await series("cpu_usage", aggregate: true).scaled(0.01).summary(
        before: window.end, isShare: true)
      metrics.threads = try await series("threads_connected", aggregate: false).summary(before: window.end)
      metrics.disk = try await series("disk_usage", aggregate: true).scaled(0.01)
        .summary(before: window.end, isShare: true)
      return metrics
    }
  }

  /// Reads the metrics of apps: one answer has all components and instances.
  func readAppMetrics(_ window: MetricWindow) async throws {
    try await read(.appMetrics, for: facts.apps.map(\.id), into: \.appMetrics) { [self] id, _ in
      func rows(_ metric: String) async throws -> [String: [MetricSeries]] {
        let rows = try await fetch(window.path("apps/" + metric, [("app_id", id)]), .appMetrics) { body in
          try MetricMatrix.read(body).rows.map { StoredSeries($0.series, labels: $0.labels) }
        }
        return Dictionary(grouping: rows) { $0.labels["app_component"] ?? "" }.mapValues { $0.map(\.series) }
      }
      let cpu = try await rows("cpu_percentage")
      let memory = try await rows("memory_percentage")
      let restarts = try await rows("restart_count")
      var metrics: [String: AppMetrics] = [:]
      for component in Set(cpu.keys).union(memory.keys).union(restarts.keys) {
        var one = AppMetrics()
        one.cpu = Self.busiest(cpu[component], window.end)
        one.memory = Self.busiest(memory[component], window.end)
        let increases = (restarts[component] ?? []).compactMap { $0.increase(last: 86_400, before: window.end) }
        one.restarts = increases.max().flatMap { Int(exactly: $0.rounded()) }
        metrics[component] = one
      }
      return metrics
    }
  }

  /// The summary of the instance that used most; nil without a sample.
  private static func busiest(_ series: [MetricSeries]?, _ end: Double) -> MetricSummary? {
    (series ?? []).compactMap { $0.scaled(0.01).summary(before: end, isShare: true) }
      .max { ($0.fortnight?.p95 ?? 0) < ($1.fortnight?.p95 ?? 0) }
  }
}

extension MetricSeries {
  /// The series with all values multiplied.
  func scaled(_ factor: Double) -> MetricSeries { MetricSeries(times: times, values: values.map { $0 * factor }) }

  /// By how much a counter went up in the last `seconds` before `end`; a counter that went down began anew. nil for fewer than two samples.
  func increase(last seconds: Double, before end: Double) -> Double? {
    let first = times.firstIndex { $0 > end - seconds } ?? times.count
    let window = values[first...]
    guard window.count > 1 else { return nil }
    return zip(window.dropFirst(), window).reduce(0) { $0 + ($1.0 >= $1.1 ? $1.0 - $1.1 : $1.0) }
  }
}
