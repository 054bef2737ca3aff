import IpaiCore

/// The parts of an account that are read for each resource.
extension ScanReader {
  /// Reads what belongs to each resource that was listed, several at once.
  func readDetails() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for read in [
        readDropletDetails, readNetworkDetails, readDatabaseDetails, readKubernetesDetails, readAppDetails,
        readWatchingDetails, readBillingDetails,
      ] {
        group.addTask { try await read() }
      }
      try await group.waitForAll()
    }
  }

  /// Reads a list of each resource into its place.
  private func readLists<Element: Codable & Sendable>(
    _ collection: Collection, for ids: [String], key: String,
    into place: any WritableKeyPath<AccountFacts, [String: [Element]]> & Sendable, isPaged: Bool = false
  ) async throws {
    try await read(collection, for: ids, into: place) { [self] _, path in
      let (elements, problem) = try await list(path, collection, key: key, as: Element.self, isPaged: isPaged)
      if let problem { throw APIFailure(kind: .unreadable, reason: problem) }
      return elements
    }
  }

  private func readDropletDetails() async throws {
    // Since when it is off, and since when it has backups though none was made; the actions of others say nothing to a rule.
    let wanted = (facts.droplets + facts.gpuDroplets).filter { droplet in
      droplet.status == "off" || droplet.features?.contains("backups") ?? false && droplet.backupIDs?.isEmpty ?? false
    }
    try await readLists(
      .dropletActions, for: wanted.map(\.id.text), key: "actions", into: \.dropletActions, isPaged: true)
  }

  private func readNetworkDetails() async throws {
    let networks = facts.vpcs.filter { $0.isDefault != true }.map(\.id)
    let served = facts.natGateways.flatMap { $0.vpcs ?? [] }.compactMap(\.vpcUUID)
    let wanted = Set(networks + served).sorted()
    try await readLists(.vpcMembers, for: wanted, key: "members", into: \.vpcMembers, isPaged: true)
    try await readLists(
      .domainRecords, for: facts.domains.map(\.name), key: "domain_records", into: \.domainRecords, isPaged: true)
    try await readLists(
      .projectResources, for: facts.projects.map(\.id), key: "resources", into: \.projectResources, isPaged: true)
  }

  private func readDatabaseDetails() async throws {
    let databases = facts.databases
    func ids(_ engines: Set<String>) -> [String] {
      databases.filter { engines.contains($0.engine ?? "") }.map(\.id)
    }
    let all = databases.map(\.id)
    try await readLists(.databaseSources, for: all, key: "rules", into: \.databaseSources)
    try await readLists(
      .databaseBackups, for: ids(["pg", "mysql", "mongodb", "opensearch"]), key: "backups", into: \.databaseBackups)
    try await readLists(.databasePools, for: ids(["pg"]), key: "pools", into: \.databasePools)
    try await readLists(.databaseUsers, for: ids(["mysql"]), key: "users", into: \.databaseUsers)
    try await readLists(.databaseLogsinks, for: all, key: "sinks", into: \.databaseLogsinks)
    try await read(.databaseEviction, for: ids(["redis", "valkey"]), into: \.databaseEviction) { [self] _, path in
      try await object(path, .databaseEviction, key: "eviction_policy")
    }
    struct Autoscale: Codable { let storage: StorageAutoscale? }
    try await read(.databaseAutoscale, for: all, into: \.databaseAutoscale) { [self] _, path in
      let autoscale: Autoscale = try await object(path, .databaseAutoscale, key: "autoscale")
      guard let storage = autoscale.storage else {
        throw APIFailure(kind: .refused, reason: "it says nothing of storage")
      }
      return storage
    }
  }

  private func readKubernetesDetails() async throws {
    let clusters = facts.kubernetesClusters
    try await readLists(
      .kubernetesUpgrades, for: clusters.map(\.id), key: "available_upgrade_versions", into: \.kubernetesUpgrades)
    try await read(.clusterlint, for: clusters.map(\.id), into: \.clusterlint) { [self] _, path in
      try await object(path, .clusterlint, key: nil)
    }
    let ill = clusters.filter { ["degraded", "error"].contains($0.status?.state ?? "") }.map(\.id)
    try await readLists(.clusterStatusMessages, for: ill, key: "messages", into: \.clusterStatusMessages)
  }

  private func readAppDetails() async throws {
    let apps = facts.apps.map(\.id)
    try await readLists(.appDeployments, for: apps, key: "deployments", into: \.appDeployments)
    try await readLists(.appAlerts, for: apps, key: "alerts", into: \.appAlerts)
    try await readLists(
      .functionTriggers, for: facts.functionNamespaces.map(\.namespace), key: "triggers", into: \.functionTriggers)
    try await read(.agentDetails, for: facts.agents.map(\.uuid), into: \.agentDetails) { [self] _, path in
      try await object(path, .agentDetails, key: "agent")
    }
  }

  private func readWatchingDetails() async throws {
    let checks = facts.uptimeChecks.map(\.id)
    try await read(.uptimeStates, for: checks, into: \.uptimeStates) { [self] _, path in
      try await object(path, .uptimeStates, key: "state")
    }
    try await readLists(.uptimeAlerts, for: checks, key: "alerts", into: \.uptimeAlerts, isPaged: true)
    guard let scan = facts.securityScan, let id = scan.id, scan.status == "COMPLETED" else {
      return set(.securityAffected, facts.states[.securityScan]?.status ?? .skipped)
    }
    let findings = (scan.findings ?? []).compactMap(\.ruleUUID)
    try await read(.securityAffected, for: findings, into: \.securityAffected) { [self] _, path in
      let path = path.replacing("{scan}", with: PathStep.escaped(id))
      let (resources, problem) = try await list(
        path, .securityAffected, key: "affected_resources", as: AffectedResource.self)
      if let problem { throw APIFailure(kind: .unreadable, reason: problem) }
      return resources
    }
  }

  /// What each product cost on each day of this month, which says why spending grows.
  private func readBillingDetails() async throws {
    guard let team = facts.account?.team?.uuid else {
      return set(.billingInsights, .skipped, "the account names no team")
    }
    let today = facts.readAt.timestamp.day
    let path = Collection.billingInsights.path(of: "do:team:\(team)")
      .replacing("{start}", with: String(today.prefix(8)) + "01").replacing("{end}", with: today)
    try await settling(.billingInsights) {
      let (points, problem) = try await list(path, .billingInsights, key: "data_points", as: BillingDataPoint.self)
      update { $0.billingInsights = points }
      set(.billingInsights, problem == nil ? .complete : .partial, problem, count: points.count)
    }
  }

  // MARK: Metrics

  /// Reads the metrics of the last fortnight.
  func readMetrics() async throws {
    let window = MetricWindow(before: facts.readAt.timestamp)
    plan(plannedMetrics())
    try await readLoadBalancerMetrics(window)
    try await readDatabaseMetrics(window)
    try await readAppMetrics(window)
    try await readDropletMetrics(window)
  }

  private func plannedMetrics() -> Int {
    let facts = facts
    let nodes = Ownership(facts).nodes
    let others =
      facts.loadBalancers.count * MetricRequests.loadBalancer + facts.apps.count * MetricRequests.app
      + facts.databases.filter { $0.engine == "mysql" }.count * MetricRequests.database
    return measuredDroplets.reduce(others) { $0 + Self.plannedMetrics($1, isNode: nodes.contains($1.id)) }
  }

  /// Notes that metrics were not asked for.
  func skipMetrics() {
    for collection in [Collection.dropletMetrics, .loadBalancerMetrics, .databaseMetrics, .appMetrics] {
      set(collection, .skipped)
    }
  }
}
