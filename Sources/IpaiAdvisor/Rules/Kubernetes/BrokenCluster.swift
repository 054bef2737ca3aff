extension Rule {
  /// A cluster, or a node of one, that does not work.
  static let brokenCluster = Rule(
    "DO-REL-011", .reliability, .critical, .moderate,
    title: "DOKS cluster degraded or in error",
    why:
      "DigitalOcean itself says that the cluster does not work as it should: workloads may be down already, and cannot be relied on to recover.",
    condition:
      "The state of the cluster is \"degraded\" or \"error\", or one of its nodes has not been running for more than 15 minutes.",
    guards:
      "The nodes of a cluster that is being made, upgraded or deleted are not looked at, because they come and go meanwhile. A node counts only where the API says since when it is in its state. Look at the cluster again before you act, because states pass.",
    subjects: [.kubernetesClusters],
    references: ["https://docs.digitalocean.com/reference/doctl/reference/kubernetes/cluster/get/"]
  ) { account in
    account.standingClusters.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ cluster: KubernetesCluster, _ account: AccountView) -> Outcome {
    guard let state = cluster.status?.state, !state.isEmpty else { return .notAssessed("its state is not known") }
    if ["degraded", "error"].contains(state) { return .fail(failure(cluster, state, [], account)) }
    guard state == "running" else { return .pass }
    let pools = cluster.nodePools ?? []
    let stuck = pools.flatMap { $0.nodes ?? [] }.filter { isStuck($0, account) }
    if !stuck.isEmpty { return .fail(failure(cluster, state, stuck, account)) }
    if cluster.nodePools == nil || pools.contains(where: { $0.nodes == nil && ($0.count ?? 1) > 0 }) {
      return .notAssessed("its nodes are not known")
    }
    return .pass
  }

  private static func isStuck(_ node: KubernetesCluster.Node, _ account: AccountView) -> Bool {
    guard let state = node.status?.state, !state.isEmpty, state != "running" else { return false }
    let since = node.updatedAt ?? (state == "provisioning" ? node.createdAt : nil)
    return account.isOlder(since, days: 15 / 1440)
  }

  private static func failure(
    _ cluster: KubernetesCluster, _ state: String, _ stuck: [KubernetesCluster.Node], _ account: AccountView
  ) -> Failure {
    var evidence = [
      Evidence("status.state", state, .kubernetesClusters),
      Evidence("status.message", cluster.status?.message ?? "-", .kubernetesClusters),
    ]
    if !stuck.isEmpty {
      let nodes = stuck.map { "\($0.name ?? $0.id ?? "-"): \($0.status?.state ?? "-")" }
      evidence.append(Evidence("node_pools.nodes.status.state", nodes, .kubernetesClusters))
    }
    let messages = (account.facts.clusterStatusMessages[cluster.id] ?? []).suffix(3).compactMap(\.message)
    if !messages.isEmpty { evidence.append(Evidence("messages.message", messages, .clusterStatusMessages)) }
    return Failure(evidence, fix: [.run("doctl kubernetes cluster get \(cluster.id)")])
  }
}
