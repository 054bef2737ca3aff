extension Rule {
  /// A cluster that loses nodes while it is upgraded.
  static let surgeUpgradesOff = Rule(
    "DO-REL-010", .reliability, .low, .quick,
    title: "DOKS surge upgrades off",
    why:
      "Without surge upgrades a node is taken away before the one that replaces it is there, so that an upgrade takes longer and the other nodes have to carry the load.",
    condition: "Surge upgrades of the cluster are off.",
    guards:
      "Surge nodes cost nothing, but they count towards the Droplet limit of the account, which has to leave room for them (DO-OPS-016); the advice says so where it does not. Clusters that are being deleted are left alone.",
    subjects: [.kubernetesClusters],
    references: ["https://docs.digitalocean.com/products/kubernetes/how-to/upgrade-cluster/"]
  ) { account in
    account.standingClusters.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ cluster: KubernetesCluster, _ account: AccountView) -> Outcome {
    guard let isOn = cluster.surgeUpgrade else { return .notAssessed("whether surge upgrades are on is not known") }
    if isOn { return .pass }
    return .fail(
      Failure(
        [
          Evidence("name", cluster.name ?? "-", .kubernetesClusters),
          Evidence("surge_upgrade", "false", .kubernetesClusters),
        ],
        fix: limit(account) + [.run(ClusterUpdate.command(cluster, "--surge-upgrade=true"))]))
  }

  /// A word about the Droplet limit; none where there is room for another Droplet, or where that is not known.
  private static func limit(_ account: AccountView) -> [Fix.Line] {
    guard account.isComplete(.droplets), let limit = account.facts.account?.dropletLimit, limit > 0 else { return [] }
    let used = account.allDroplets.count
    guard used >= limit else { return [] }
    let words =
      "The account uses \(used) of the \(limit) Droplets that it may have: ask for a higher limit first, or surge nodes cannot be made."
    return [.note(words)]
  }
}
