/// What rules about clusters have in common.
extension AccountView {
  /// The clusters that are not about to be gone.
  package var standingClusters: [KubernetesCluster] {
    facts.kubernetesClusters.filter { !["deleting", "deleted"].contains($0.status?.state ?? "") }
  }

  /// The price of a node of a pool in a month; nil where it is not known.
  package func nodePrice(of pool: KubernetesCluster.NodePool) -> Double? {
    size(pool.size)?.priceMonthly
      ?? (pool.nodes ?? []).compactMap { $0.dropletID.flatMap(droplet) }
      .compactMap(price).first
  }

  /// Whether the nodes of a pool have graphics processors.
  package func hasGPU(_ pool: KubernetesCluster.NodePool) -> Bool {
    size(pool.size)?.gpuInfo != nil || (pool.size ?? "").hasPrefix("gpu-")
  }
}

extension KubernetesCluster {
  /// How many nodes it has; nil where that is not known.
  package var nodeCount: Int? {
    guard let nodePools else { return nil }
    let counts = nodePools.compactMap(\.knownCount)
    return counts.count == nodePools.count ? counts.reduce(0) { $0 + min(max($1, 0), 1_000_000) } : nil
  }
}

extension KubernetesCluster.NodePool {
  /// How many nodes it has; nil where that is not known.
  package var knownCount: Int? { count ?? nodes?.count }
}
