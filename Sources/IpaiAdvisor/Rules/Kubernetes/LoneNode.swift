extension Rule {
  /// A cluster that one failure of a node stops.
  static let loneNode = Rule(
    "DO-REL-009", .reliability, .high, .quick,
    title: "DOKS cluster with fewer than two nodes",
    why:
      "When the only node of a cluster is replaced in an upgrade, or fails, everything that runs in the cluster stops until there is a new one.",
    condition: "The node pools of the cluster have fewer than 2 nodes together.",
    guards:
      "In a project for Development the severity is low, and no other environment moves it. For a pool that scales automatically the advice raises its least number of nodes, since a fixed number and autoscaling exclude each other. Clusters that are being deleted are left alone.",
    subjects: [.kubernetesClusters], needs: [.projects, .projectResources], followsEnvironment: false,
    references: ["https://docs.digitalocean.com/reference/doctl/reference/kubernetes/cluster/node-pool/update/"]
  ) { account in
    account.standingClusters.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ cluster: KubernetesCluster, _ account: AccountView) -> Outcome {
    guard let count = cluster.nodeCount else { return .notAssessed("how many nodes it has is not known") }
    if count >= 2 { return .pass }
    guard case .read(let environment) = account.environmentAnswer(of: cluster.urn) else {
      return .notAssessed(EnvironmentAnswer.reason)
    }
    let pools = cluster.nodePools ?? []
    let pool = pools.first { ($0.knownCount ?? 0) > 0 } ?? pools.first
    return .fail(
      Failure(
        [Evidence("node_pools", pools.map(text), .kubernetesClusters)],
        saving: pool.flatMap { saving($0, missing: 2 - count, account) },
        fix: [.run(command(cluster, pool))],
        severity: environment == .development ? .low : .high))
  }

  private static func text(_ pool: KubernetesCluster.NodePool) -> String {
    "\(pool.name ?? pool.id): \(pool.knownCount ?? 0) × \(pool.size ?? "-")"
  }

  private static func saving(_ pool: KubernetesCluster.NodePool, missing: Int, _ account: AccountView) -> Saving? {
    guard let price = account.nodePrice(of: pool) else { return nil }
    let formula = "-\(missing) × \(NumberText.money(price)) (size.price_monthly of \(pool.size ?? "-"))"
    return Saving(-Double(missing) * price, formula, .api, .estimate)
  }

  private static func command(_ cluster: KubernetesCluster, _ pool: KubernetesCluster.NodePool?) -> ShellText {
    guard let pool else {
      return
        "doctl kubernetes cluster node-pool create \(cluster.id) --name \(fill: "pool_name") --size \(fill: "size") --count 2"
    }
    let start: ShellText = "doctl kubernetes cluster node-pool update \(cluster.id) \(pool.id)"
    guard pool.scalesAutomatically ?? false else { return "\(start) --count 2" }
    return "\(start) --auto-scale=true --min-nodes 2 --max-nodes \(max(2, pool.maxNodes ?? 2))"
  }
}
