extension Rule {
  /// A node pool with more nodes than its load needs.
  static let oversizedNodePool = Rule(
    "DO-COST-016", .cost, .medium, .moderate,
    title: "DOKS node pool over-provisioned",
    why: "Every node is billed like a Droplet, whether pods run on it or not.",
    condition:
      "The pool does not scale automatically and has more than 1 node; over 14 days the 95th percentile of the processor use is below 20 % and that of the used memory below 40 %, both as the mean of its nodes; and fewer nodes would do. The nodes that are needed are those that the higher of the two would fill to 60 %, and at least 2.",
    guards:
      "A pool is judged only when the metrics of each of its nodes cover the 14 days. Pools with graphics processors are left out, because their jobs cannot be seen from outside. The scheduler goes by what pods request and not by what they use: look at \"kubectl describe nodes\" first. Clusters that are being deleted are left alone.",
    subjects: [.kubernetesClusters], needs: [.dropletMetrics],
    references: ["https://docs.digitalocean.com/reference/doctl/reference/kubernetes/cluster/node-pool/update/"]
  ) { account in
    account.standingClusters.flatMap { cluster in
      (cluster.nodePools ?? []).filter { !account.hasGPU($0) }
        .map { cluster.judged(outcome(cluster, $0, account), subKey: $0.id) }
    }
  }

  /// The 95th percentiles of what a node uses, from 0 to 1.
  private struct Load {
    let node: String
    let cpu: Double
    let memory: Double

    var text: String { "\(node): \(NumberText.percent(cpu)) CPU, \(NumberText.percent(memory)) memory" }
  }

  private static func outcome(
    _ cluster: KubernetesCluster, _ pool: KubernetesCluster.NodePool, _ account: AccountView
  ) -> Outcome {
    guard let scales = pool.scalesAutomatically else {
      return .notAssessed("whether the pool scales automatically is not known")
    }
    if scales { return .pass }
    guard let count = pool.knownCount else { return .notAssessed("how many nodes the pool has is not known") }
    if count <= 1 { return .pass }
    let loads = (pool.nodes ?? []).compactMap { load(of: $0, account) }
    guard loads.count == count else {
      return .notAssessed("the metrics of some of its nodes are missing, or too few of their samples are there")
    }
    let cpu = loads.map(\.cpu).reduce(0, +) / Double(count)
    let memory = loads.map(\.memory).reduce(0, +) / Double(count)
    // Without the margin, a load that fills the nodes to 60 % exactly would need one more.
    let needed = max(2, WholeNumber.up(Double(count) * max(cpu, memory) / 0.6 - 1e-9))
    guard cpu < 0.2, memory < 0.4, needed < count else { return .pass }
    return .fail(
      Failure(
        evidence(pool, count, loads), saving: saving(pool, removed: count - needed, account),
        fix: [
          .note("Check with \"kubectl describe nodes\" that the requests of the pods fit on \(needed) nodes."),
          .run(
            "doctl kubernetes cluster node-pool update \(cluster.id) \(pool.id) --auto-scale=true --min-nodes \(needed) --max-nodes \(count)"
          ),
        ]))
  }

  private static func load(of node: KubernetesCluster.Node, _ account: AccountView) -> Load? {
    guard let id = node.dropletID, let metrics = account.facts.dropletMetrics[id.text],
      let cpu = CoveredMetric.fortnight(metrics.cpu), let free = CoveredMetric.fortnight(metrics.memoryAvailable)
    else { return nil }
    // What is free in all but 5 % of the samples is the other side of what is used in 95 %.
    return Load(node: node.name ?? id.text, cpu: cpu.p95, memory: 1 - free.p05)
  }

  private static func evidence(_ pool: KubernetesCluster.NodePool, _ count: Int, _ loads: [Load]) -> [Evidence] {
    [
      Evidence("node_pools.name", pool.name ?? pool.id, .kubernetesClusters),
      Evidence("node_pools.size", pool.size ?? "-", .kubernetesClusters),
      Evidence("node_pools.count", String(count), .kubernetesClusters),
      Evidence("p95(14d) per node", loads.map(\.text), .dropletMetrics),
    ]
  }

  private static func saving(_ pool: KubernetesCluster.NodePool, removed: Int, _ account: AccountView) -> Saving? {
    guard let price = account.nodePrice(of: pool) else { return nil }
    let formula = "\(removed) × \(NumberText.money(price)) (size.price_monthly of \(pool.size ?? "-"))"
    return Saving(Double(removed) * price, formula, .api, .estimate)
  }
}
