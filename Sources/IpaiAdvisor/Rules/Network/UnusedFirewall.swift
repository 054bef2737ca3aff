extension Rule {
  /// A firewall that protects nothing.
  static let unusedFirewall = Rule(
    "DO-OPS-013", .operations, .low, .quick,
    title: "Cloud firewall attached to nothing",
    why: "Somebody may believe that Droplets are protected by it, and it makes the list of firewalls harder to read.",
    condition: "The firewall has no Droplet and no tag.",
    guards:
      "A firewall with a tag is left alone even where no Droplet has the tag today, because one may have it tomorrow. So are firewalls of Kubernetes clusters (k8s-*) and those with changes that are not applied yet.",
    subjects: [.firewalls],
    scopes: [.droplet, .tag],
    references: ["https://docs.digitalocean.com/products/networking/firewalls/"]
  ) { account in
    account.ownFirewalls.map { firewall in
      let isEmpty = (firewall.dropletIDs ?? []).isEmpty && (firewall.tags ?? []).isEmpty
      guard isEmpty, (firewall.pendingChanges ?? []).isEmpty else { return firewall.judged(.pass) }
      return firewall.judged(.fail(unusedFailure(firewall)))
    }
  }

  private static func unusedFailure(_ firewall: Firewall) -> Failure {
    Failure(
      [
        Evidence("name", firewall.name ?? "-", .firewalls),
        Evidence("inbound_rules", (firewall.inboundRules ?? []).map(\.words), .firewalls),
        Evidence("droplet_ids", [], .firewalls),
        Evidence("tags", [], .firewalls),
      ], fix: [.run("doctl compute firewall delete \(firewall.id)", .irreversible)])
  }
}
