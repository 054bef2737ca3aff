extension Rule {
  /// A cluster whose API server answers anybody.
  static let openControlPlane = Rule(
    "DO-SEC-011", .security, .high, .quick,
    title: "DOKS control plane reachable from any address",
    why:
      "Everybody on the internet can talk to the API server of the cluster, so that a leaked kubeconfig or a flaw in the API server is all that an attacker needs.",
    condition: "The control plane firewall of the cluster is off, or was never set up.",
    guards:
      "Clusters that are being deleted are left alone. Allow your own address and those of your CI runners before you turn the firewall on, or you lock yourself out. The command keeps the maintenance window and leaves the local kubeconfig alone, which doctl would change otherwise.",
    subjects: [.kubernetesClusters],
    references: ["https://docs.digitalocean.com/reference/doctl/reference/kubernetes/cluster/update/"]
  ) { account in
    account.standingClusters.map { $0.judged(outcome($0)) }
  }

  private static func outcome(_ cluster: KubernetesCluster) -> Outcome {
    let firewall = cluster.controlPlaneFirewall
    if firewall?.isEnabled ?? false { return .pass }
    return .fail(
      Failure(
        [
          Evidence("name", cluster.name ?? "-", .kubernetesClusters),
          Evidence("endpoint", cluster.endpoint ?? "-", .kubernetesClusters),
          Evidence(
            "control_plane_firewall.enabled", firewall?.isEnabled == nil ? "not set" : "false", .kubernetesClusters),
        ],
        fix: [
          .note("Name every address that works with the cluster: your own, and those of your CI runners."),
          .run(ClusterUpdate.command(cluster, flags(firewall?.allowedAddresses ?? []))),
        ]))
  }

  private static func flags(_ allowed: [String]) -> ShellText {
    var addresses: ShellText = "\(fill: "admin_cidr")"
    for address in allowed.reversed() { addresses = "\(address),\(addresses)" }
    return "--enable-control-plane-firewall=true --control-plane-firewall-allowed-addresses \(addresses)"
  }
}
