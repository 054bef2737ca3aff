/// What a resource counts, and where it is.
extension AccountView {
  /// What a resource counts in the score: its price in a month, and at least 1, so that what is free counts too.
  package func weight(of urn: URN) -> Double { max(1, monthlyPrices[urn] ?? 1) }

  /// The list price of a resource in a month; nil where it has none, or it is not known.
  func price(of urn: URN) -> Double? { monthlyPrices[urn] }

  /// The region of a resource; nil where it has none.
  package func region(of urn: URN) -> String? { regions[urn] }

  /// The prices in a month of what has one: by the API or the table of prices, and by the invoice where both have none.
  static func prices(_ facts: AccountFacts, _ table: PriceTable, _ rates: RunRates) -> [URN: Double] {
    let sizes = Dictionary(
      facts.sizes.map { ($0.slug, $0.priceMonthly) }, uniquingKeysWith: { first, _ in first }
    ).compactMapValues { $0 }
    var prices = storagePrices(facts, table)
    for droplet in facts.droplets + facts.gpuDroplets {
      prices[droplet.urn] = droplet.size?.priceMonthly ?? droplet.sizeSlug.flatMap { sizes[$0] }
    }
    for cluster in facts.kubernetesClusters { prices[cluster.urn] = price(of: cluster, sizes, table) }
    for app in facts.apps { prices[app.urn] = price(of: app, facts.appInstanceSizes) }
    for balancer in facts.loadBalancers { prices[balancer.urn] = Double(units(of: balancer)) * table.loadBalancerNode }
    for address in facts.reservedIPs where address.droplet == nil { prices[address.urn] = table.reservedIPIdle }
    for database in facts.databases { prices[database.urn] = rates.monthly(database.id) }
    for gateway in facts.natGateways { prices[gateway.urn] = rates.monthly(gateway.id) }
    return prices
  }

  private static func storagePrices(_ facts: AccountFacts, _ table: PriceTable) -> [URN: Double] {
    var prices: [URN: Double] = [:]
    for volume in facts.volumes { prices[volume.urn] = Double(volume.sizeGigabytes ?? 0) * table.volumeGiB }
    for snapshot in facts.snapshots { prices[snapshot.urn] = (snapshot.sizeGigabytes ?? 0) * table.snapshotGiB }
    for image in facts.images { prices[image.urn] = (image.sizeGigabytes ?? 0) * table.snapshotGiB }
    if let registry = facts.registry {
      let tier = (facts.registrySubscription ?? registry.subscription)?.tier
      prices[registry.urn] = tier?.monthlyPriceInCents.map { Double($0) / 100 }
    }
    return prices
  }

  /// The price of a cluster: of its nodes, which are judged nowhere else, and of its control plane where that is billed.
  private static func price(
    of cluster: KubernetesCluster, _ sizes: [String: Double], _ table: PriceTable
  ) -> Double {
    let nodes = (cluster.nodePools ?? []).map { pool in
      Double(max(pool.knownCount ?? 0, 0)) * (pool.size.flatMap { sizes[$0] } ?? 0)
    }
    return nodes.reduce(cluster.isHighlyAvailable == true ? table.kubernetesHA : 0, +)
  }

  /// The price of what runs of an app all the time.
  private static func price(of app: App, _ sizes: [AppInstanceSize]) -> Double {
    app.servicesAndWorkers.reduce(0) { sum, component in
      sum + Double(component.instances) * (sizes.first { $0.slug == component.size }?.price ?? 0)
    }
  }

  /// The regions of what has one.
  static func regions(_ facts: AccountFacts) -> [URN: String] {
    var regions: [URN: String] = [:]
    for droplet in facts.droplets + facts.gpuDroplets { regions[droplet.urn] = droplet.region?.slug }
    for volume in facts.volumes { regions[volume.urn] = volume.region?.slug }
    for snapshot in facts.snapshots { regions[snapshot.urn] = snapshot.regions?.first }
    for address in facts.reservedIPs { regions[address.urn] = address.region?.slug }
    for balancer in facts.loadBalancers { regions[balancer.urn] = balancer.region?.slug }
    for database in facts.databases { regions[database.urn] = database.region }
    for cluster in facts.kubernetesClusters { regions[cluster.urn] = cluster.region }
    for network in facts.vpcs { regions[network.urn] = network.region }
    for gateway in facts.natGateways { regions[gateway.urn] = gateway.region }
    for app in facts.apps { regions[app.urn] = app.region?.slug }
    if let registry = facts.registry { regions[registry.urn] = registry.region }
    return regions
  }
}
