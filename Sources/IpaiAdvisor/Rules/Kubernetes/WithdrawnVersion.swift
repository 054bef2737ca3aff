extension Rule {
  /// A cluster of a version that DigitalOcean does not offer any longer.
  static let withdrawnVersion = Rule(
    "DO-SEC-012", .security, .high, .moderate,
    title: "DOKS version no longer offered",
    why:
      "DigitalOcean offers the versions of Kubernetes that still get security fixes. A cluster of an older one gets none, and is upgraded by force sooner or later.",
    condition:
      "DigitalOcean offers no version of the cluster's minor version any longer, such as 1.31 for 1.31.9-do.2.",
    guards:
      "A minor version that is later than all that are offered, such as a preview, passes. Clusters that are being deleted are left alone. Upgrade one minor version at a time, and run clusterlint first (DO-OPS-009), since an upgrade cannot be undone.",
    subjects: [.kubernetesClusters], needs: [.kubernetesOptions],
    references: ["https://docs.digitalocean.com/products/kubernetes/how-to/upgrade-cluster/"]
  ) { account in
    account.standingClusters.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ cluster: KubernetesCluster, _ account: AccountView) -> Outcome {
    guard let current = ClusterVersion(cluster.version) else { return .notAssessed("its version cannot be read") }
    let offered = account.facts.kubernetesOptions
      .compactMap { ClusterVersion($0.kubernetesVersion) ?? ClusterVersion($0.slug) }.sorted()
    guard let latest = offered.last else { return .notAssessed("no version is offered in the options that were read") }
    if offered.contains(where: { $0.hasMinor(of: current) }) || latest < current { return .pass }
    return .fail(
      Failure(
        [
          Evidence("version", cluster.version ?? "-", .kubernetesClusters),
          Evidence("options.versions.kubernetes_version", minors(offered), .kubernetesOptions),
        ],
        fix: fix(cluster, current, account)))
  }

  private static func minors(_ versions: [ClusterVersion]) -> [String] {
    versions.map(\.minorText).reduce(into: [String]()) { minors, minor in
      if minors.last != minor { minors.append(minor) }
    }
  }

  private static func fix(_ cluster: KubernetesCluster, _ current: ClusterVersion, _ account: AccountView) -> [Fix.Line]
  {
    let next = ClusterUpgrade.nextStep(from: current, in: account.facts.kubernetesUpgrades[cluster.id] ?? [])
    let slug: ShellText = next.map { "\($0.slug)" } ?? "\(fill: "version_slug")"
    return [
      .note("Run clusterlint first, and upgrade one minor version at a time."),
      .run("doctl kubernetes cluster get-upgrades \(cluster.id)"),
      .run("doctl kubernetes cluster upgrade \(cluster.id) --version \(slug)", .irreversible),
    ]
  }
}
