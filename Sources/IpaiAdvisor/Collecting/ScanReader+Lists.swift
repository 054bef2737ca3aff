/// The parts of an account that are one list or one object each.
extension ScanReader {
  /// Reads what tells which account it is.
  func readAccount() async throws { try await read(.account, key: "account", into: \.account) }

  /// Reads all lists, several at once.
  func readLists() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for read in [
        readDropletLists, readStorage, readNetworks, readNames, readManaged, readApps, readWatching, readBilling,
        readProjects,
      ] {
        group.addTask { try await read() }
      }
      try await group.waitForAll()
    }
  }

  private func readDropletLists() async throws {
    try await read(.droplets, key: "droplets", into: \.droplets)
    try await read(.gpuDroplets, key: "droplets", into: \.gpuDroplets)
    try await readBackupPolicies()
    try await read(.neighbors, key: "neighbor_ids", into: \.neighbors, isPaged: false)
    try await read(.autoscalePools, key: "autoscale_pools", into: \.autoscalePools)
    try await read(.sizes, key: "sizes", into: \.sizes)
  }

  /// The policies are an object by the ids of Droplets, and in pages.
  private func readBackupPolicies() async throws {
    try await settling(.backupPolicies) {
      let (pages, problem) = try await objects(.backupPolicies, key: "policies", as: BackupPolicy.self)
      update { $0.backupPolicies = pages }
      set(.backupPolicies, problem == nil ? .complete : .partial, problem, count: pages.count)
    }
  }

  private func readStorage() async throws {
    try await read(.images, key: "images", into: \.images)
    try await read(.snapshots, key: "snapshots", into: \.snapshots)
    try await read(.volumes, key: "volumes", into: \.volumes)
    try await read(.cdnEndpoints, key: "endpoints", into: \.cdnEndpoints)
    try await read(.spacesKeys, key: "keys", into: \.spacesKeys)
  }

  private func readNetworks() async throws {
    try await read(.firewalls, key: "firewalls", into: \.firewalls)
    try await read(.loadBalancers, key: "load_balancers", into: \.loadBalancers)
    try await read(.reservedIPs, key: "reserved_ips", into: \.reservedIPs)
    try await read(.reservedIPv6, key: "reserved_ipv6s", into: \.reservedIPv6)
    try await read(.vpcs, key: "vpcs", into: \.vpcs)
    try await read(.natGateways, key: "vpc_nat_gateways", into: \.natGateways)
  }

  private func readNames() async throws {
    try await read(.domains, key: "domains", into: \.domains)
    try await read(.certificates, key: "certificates", into: \.certificates)
    try await read(.tags, key: "tags", into: \.tags)
  }

  private func readManaged() async throws {
    try await read(.databases, key: "databases", into: \.databases, isPaged: false)
    try await readDatabaseOptions()
    try await read(.kubernetesClusters, key: "kubernetes_clusters", into: \.kubernetesClusters)
    try await settling(.kubernetesOptions) {
      let (versions, problem) = try await list(
        Collection.kubernetesOptions.path, .kubernetesOptions, key: "options.versions", as: KubernetesVersion.self,
        isPaged: false)
      update { $0.kubernetesOptions = versions }
      set(.kubernetesOptions, problem == nil ? .complete : .partial, problem, count: versions.count)
    }
    try await read(.registry, key: "registry", into: \.registry)
    try await read(.registrySubscription, key: "subscription", into: \.registrySubscription)
  }

  private func readDatabaseOptions() async throws {
    try await settling(.databaseOptions) {
      let options = try await object(
        Collection.databaseOptions.path, .databaseOptions, key: "options", as: [String: DatabaseEngineOptions].self)
      update { $0.databaseOptions = options }
      set(.databaseOptions, .complete, count: options.count)
    }
  }

  private func readApps() async throws {
    try await read(.apps, key: "apps", into: \.apps)
    try await read(.appInstanceSizes, key: "instance_sizes", into: \.appInstanceSizes, isPaged: false)
    try await read(.functionNamespaces, key: "namespaces", into: \.functionNamespaces, isPaged: false)
    try await read(.agents, key: "agents", into: \.agents)
  }

  private func readWatching() async throws {
    try await read(.uptimeChecks, key: "checks", into: \.uptimeChecks)
    try await read(.alertPolicies, key: "policies", into: \.alertPolicies)
    try await read(.securityScan, key: "scan", into: \.securityScan)
    try await read(.securitySettings, key: "settings.suppressions.resources", into: \.securitySettings)
  }

  private func readBilling() async throws {
    try await read(.balance, key: nil, into: \.balance)
    try await read(.invoices, key: "invoices", into: \.invoices)
    try await read(.invoicePreview, key: "invoice_items", into: \.invoicePreview)
  }

  private func readProjects() async throws { try await read(.projects, key: "projects", into: \.projects) }
}
