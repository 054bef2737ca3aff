/// The metrics of Droplets.
extension ScanReader {
  /// Reads the metrics of the Droplets with the agent.
  func readDropletMetrics(_ window: MetricWindow) async throws {
    let nodes = Set(Ownership(facts).nodes.map(\.text))
    let droplets = measuredDroplets
    let planned = Dictionary(
      droplets.map { ($0.id.text, Self.plannedMetrics($0, isNode: nodes.contains($0.id.text))) },
      uniquingKeysWith: { first, _ in first })
    try await read(.dropletMetrics, for: droplets.map(\.id.text), into: \.dropletMetrics) { [self] id, _ in
      var metrics = try await processorsAndMemory(id, window) { [self] isSilent in
        plan(more: Self.metrics(isSilent: isSilent, isNode: nodes.contains(id)) - (planned[id] ?? 0))
      }
      // Where the agent sends nothing, there is nothing more to ask for.
      guard metrics.cpu != nil, !nodes.contains(id) else { return metrics }
      try await addLoadAndTraffic(id, window, to: &metrics)
      metrics.fileSystems = try await fileSystems(id, window)
      return metrics
    }
  }

  /// The Droplets whose metrics are read: those that run, and that no pool makes and removes.
  var measuredDroplets: [Droplet] {
    let facts = facts
    let members = Ownership(facts).poolMembers
    return (facts.droplets + facts.gpuDroplets).filter { $0.status == "active" && !members.contains($0.id) }
  }

  /// How many requests the metrics of a Droplet will need, as far as its features say.
  static func plannedMetrics(_ droplet: Droplet, isNode: Bool) -> Int {
    metrics(isSilent: !(droplet.features ?? []).contains("monitoring"), isNode: isNode)
  }

  private static func metrics(isSilent: Bool, isNode: Bool) -> Int {
    if isSilent { return MetricRequests.silentDroplet }
    return isNode ? MetricRequests.node : MetricRequests.droplet
  }

  private func processorsAndMemory(
    _ id: String, _ window: MetricWindow, _ isKnown: (_ isSilent: Bool) -> Void
  ) async throws -> DropletMetrics {
    let end = window.end
    var metrics = try await fetch(window.path("droplet/cpu", [("host_id", id)]), .dropletMetrics) { body in
      let time = ProcessorTime(try MetricMatrix.read(body).rows)
      var metrics = DropletMetrics()
      metrics.cpu = time.busy.summary(before: end, isShare: true)
      metrics.steal = time.steal.summary(before: end)
      metrics.iowait = time.iowait.summary(before: end)
      return metrics
    }
    isKnown(metrics.cpu == nil)
    guard metrics.cpu != nil else { return metrics }
    async let total = series("droplet/memory_total", id, window)
    async let available = series("droplet/memory_available", id, window)
    let (all, free) = try await (total, available)
    metrics.memoryTotal = all.values.last
    metrics.memoryAvailable = free.combined(with: all) { $0 / $1 }.summary(before: end)
    return metrics
  }

  private func addLoadAndTraffic(_ id: String, _ window: MetricWindow, to metrics: inout DropletMetrics) async throws {
    let end = window.end
    let load = try await series("droplet/load_15", id, window)
    metrics.load15 = load.summary(before: end)
    let outbound = try await series(
      "droplet/bandwidth", id, window, more: [("interface", "public"), ("direction", "outbound")])
    metrics.outbound = outbound.summary(before: end)
    metrics.outboundThisMonth = Self.sent(outbound, since: window.monthStart, until: end)
  }

  /// How many GiB were sent at so many Mbps; nil where more than a fifth of the time has no sample.
  static func sent(_ series: MetricSeries, since start: Double, until end: Double) -> Double? {
    guard let step = series.step, step > 0, end > start else { return nil }
    let samples = zip(series.times, series.values).filter { $0.0 > start }
    guard Double(samples.count) * step >= 0.8 * (end - start) else { return nil }
    let mean = samples.reduce(0) { $0 + $1.1 } / Double(samples.count)
    return mean * 1_000_000 / 8 * (end - start) / Double(1 << 30)
  }

  private func series(
    _ metric: String, _ id: String, _ window: MetricWindow, more: [(String, String)] = []
  ) async throws -> MetricSeries {
    let stored = try await fetch(window.path(metric, [("host_id", id)] + more), .dropletMetrics) { body in
      StoredSeries(try MetricMatrix.read(body).first ?? MetricSeries())
    }
    return stored.series
  }

  private func fileSystems(_ id: String, _ window: MetricWindow) async throws -> [DropletMetrics.FileSystem] {
    async let size = matrix("droplet/filesystem_size", id, window)
    async let free = matrix("droplet/filesystem_free", id, window)
    let (sizes, frees) = try await (size, free)
    var systems: [DropletMetrics.FileSystem] = []
    for row in sizes {
      guard let mountpoint = row.labels["mountpoint"], let all = row.series.values.last, all > 0,
        let other = frees.first(where: {
          $0.labels["mountpoint"] == mountpoint && $0.labels["device"] == row.labels["device"]
        }),
        let left = other.series.values.last
      else { continue }
      let used = row.series.combined(with: other.series) { ($0 - $1) / $0 }
      guard let summary = used.summary(before: window.end, isShare: true) else { continue }
      let bytes = row.series.combined(with: other.series) { $0 - $1 }
      systems.append(
        DropletMetrics.FileSystem(
          device: row.labels["device"], mountpoint: mountpoint, fstype: row.labels["fstype"], size: all, free: left,
          used: summary, growthPerDay: bytes.growthPerDay(last: 7 * 86_400, before: window.end)))
    }
    return systems
  }

  private func matrix(_ metric: String, _ id: String, _ window: MetricWindow) async throws -> [StoredSeries] {
    try await fetch(window.path(metric, [("host_id", id)]), .dropletMetrics) { body in
      try MetricMatrix.read(body).rows.map { StoredSeries($0.series, labels: $0.labels) }
    }
  }
}
