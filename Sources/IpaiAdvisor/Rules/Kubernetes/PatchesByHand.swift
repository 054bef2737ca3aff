extension Rule {
  /// A cluster whose patches nobody installs unless somebody thinks of it.
  static let patchesByHand = Rule(
    "DO-OPS-008", .operations, .medium, .quick,
    title: "DOKS automatic patch upgrades off",
    why:
      "Security fixes of Kubernetes come as patch releases every few weeks. Where they are installed by hand, they tend to be late.",
    condition: "Automatic upgrades of the cluster are off.",
    guards:
      "Clusters that the setting pinned_clusters names, by id or by name, are left alone, because they are upgraded by other means, such as GitOps. So are clusters that are being deleted. Only patches of the same minor version are installed automatically, and only in the maintenance window.",
    subjects: [.kubernetesClusters],
    references: ["https://docs.digitalocean.com/products/kubernetes/how-to/upgrade-cluster/"]
  ) { account in
    account.standingClusters.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ cluster: KubernetesCluster, _ account: AccountView) -> Outcome {
    if !Set(account.settings.pinnedClusters).isDisjoint(with: [cluster.id, cluster.name ?? cluster.id]) {
      return .pass
    }
    guard let isOn = cluster.upgradesAutomatically else {
      return .notAssessed("whether it is upgraded automatically is not known")
    }
    if isOn { return .pass }
    return .fail(
      Failure(
        [
          Evidence("name", cluster.name ?? "-", .kubernetesClusters),
          Evidence("auto_upgrade", "false", .kubernetesClusters),
          Evidence("version", cluster.version ?? "-", .kubernetesClusters),
        ],
        fix: [.run(ClusterUpdate.command(cluster, "--auto-upgrade=true"))]))
  }
}
