extension Rule {
  /// A cluster that a patch of its minor version is offered for.
  static let missingPatch = Rule(
    "DO-SEC-013", .security, .medium, .quick,
    title: "DOKS patch upgrade available",
    why:
      "Patch releases of Kubernetes fix security flaws and bugs without changing how the cluster works, so that there is little reason to wait.",
    condition: "DigitalOcean offers an upgrade of the cluster to a later patch of the minor version that it has.",
    guards:
      "Clusters that are upgraded automatically pass, because their maintenance window comes every week, so that the next one is less than 7 days away. Clusters that are being deleted are left alone. Nodes are replaced one after the other while a cluster is upgraded.",
    subjects: [.kubernetesClusters], needs: [.kubernetesUpgrades],
    references: ["https://docs.digitalocean.com/products/kubernetes/how-to/upgrade-cluster/"]
  ) { account in
    account.standingClusters.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ cluster: KubernetesCluster, _ account: AccountView) -> Outcome {
    guard let offered = account.facts.kubernetesUpgrades[cluster.id] else {
      return .notAssessed("its upgrades were not read")
    }
    guard let current = ClusterVersion(cluster.version) else { return .notAssessed("its version cannot be read") }
    let target = ClusterUpgrade.later(than: current, in: offered).last { $0.version.hasMinor(of: current) }
    guard let target else { return .pass }
    guard let isAutomatic = cluster.upgradesAutomatically else {
      return .notAssessed("whether it is upgraded automatically is not known")
    }
    if isAutomatic { return .pass }
    return .fail(
      Failure(
        [
          Evidence("version", cluster.version ?? "-", .kubernetesClusters),
          Evidence("available_upgrade_versions.slug", target.slug, .kubernetesUpgrades),
          Evidence("auto_upgrade", "false", .kubernetesClusters),
        ],
        fix: [.run("doctl kubernetes cluster upgrade \(cluster.id) --version \(target.slug)", .irreversible)]))
  }
}
