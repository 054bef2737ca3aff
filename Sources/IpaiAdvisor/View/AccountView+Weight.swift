/// What a resource counts, and where it is.
extension AccountView {
  /// What a resource counts in the score: its price in a month, and at least 1, so that what is free counts too.
  func weight(of urn: URN) -> Double { max(1, monthlyPrices[urn] ?? 1) }

  /// The list price of a resource in a month; nil where it has none, or it is not known.
  func price(of urn: URN) -> Double? { monthlyPrices[urn] }

  /// The region of a resource; nil where it has none.
  package func region(of urn: URN) -> String? { regions[urn] }

  /// The list prices of what has one.
  static func prices(_ facts: AccountFacts, _ table: PriceTable, _ rates: RunRates) -> [URN: Double] {
    var prices: [URN: Double] = [:]
    for droplet in facts.droplets + facts.gpuDroplets { prices[droplet.urn] = droplet.size?.priceMonthly }
    for volume in facts.volumes { prices[volume.urn] = Double(volume.sizeGigabytes ?? 0) * table.volumeGiB }
    for snapshot in facts.snapshots { prices[snapshot.urn] = (snapshot.sizeGigabytes ?? 0) * table.snapshotGiB }
    for balancer in facts.loadBalancers {
      prices[balancer.urn] = Double(max(balancer.sizeUnit ?? 1, 1)) * table.loadBalancerNode
    }
    for database in facts.databases { prices[database.urn] = rates.monthly(database.id) }
    for gateway in facts.natGateways { prices[gateway.urn] = rates.monthly(gateway.id) }
    return prices
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
