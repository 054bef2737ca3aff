extension Rule {
  /// A cluster of some weight with a single control plane.
  static let controlPlaneWithoutStandby = Rule(
    "DO-REL-008", .reliability, .medium, .quick,
    title: "DOKS control plane is not highly available",
    why:
      "With a single control plane nothing can be deployed, scaled or healed while it is replaced or upgraded, or fails.",
    condition:
      "The control plane is not highly available, and the project of the cluster is for Production or the cluster has 3 nodes or more.",
    guards:
      "In a project for Development this is a note of severity info, and no other environment moves the severity. High availability costs extra and cannot be turned off again. New clusters of version 1.36.0 or later have it unless told otherwise. Clusters that are being deleted are left alone.",
    subjects: [.kubernetesClusters], needs: [.projects, .projectResources], followsEnvironment: false,
    references: ["https://docs.digitalocean.com/products/kubernetes/details/pricing/"]
  ) { account in
    account.standingClusters.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ cluster: KubernetesCluster, _ account: AccountView) -> Outcome {
    guard let isHighlyAvailable = cluster.isHighlyAvailable else {
      return .notAssessed("whether its control plane is highly available is not known")
    }
    if isHighlyAvailable { return .pass }
    guard case .read(let environment) = account.environmentAnswer(of: cluster.urn) else {
      return .notAssessed(EnvironmentAnswer.reason)
    }
    if environment != .production {
      guard let count = cluster.nodeCount else { return .notAssessed("how many nodes it has is not known") }
      if count < 3 { return .pass }
    }
    let price = account.prices.kubernetesHA
    return .fail(
      Failure(
        [
          Evidence("name", cluster.name ?? "-", .kubernetesClusters),
          Evidence("ha", "false", .kubernetesClusters),
          Evidence("version", cluster.version ?? "-", .kubernetesClusters),
          Evidence("node_pools.count", cluster.nodeCount.map(String.init) ?? "-", .kubernetesClusters),
        ],
        saving: Saving(
          -price, "-\(NumberText.money(price)) for a highly available control plane (doks_ha)",
          .table(account.prices.date), .estimate),
        fix: [.run(ClusterUpdate.command(cluster, "--ha=true"), .irreversible)],
        severity: environment == .development ? .info : .medium))
  }
}
