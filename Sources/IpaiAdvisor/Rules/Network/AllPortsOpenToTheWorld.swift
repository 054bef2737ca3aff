extension Rule {
  /// A firewall that lets everybody reach everything.
  static let allPortsOpenToTheWorld = Rule(
    "DO-SEC-003", .security, .critical, .quick,
    title: "Firewall opens all ports to the internet",
    why:
      "A firewall that lets everybody reach every port protects nothing: each service that somebody starts on a Droplet is public at once.",
    condition:
      "An inbound rule for TCP or UDP with the ports 0, all or 1-65535 has the source 0.0.0.0/0 or ::/0, and the firewall protects at least one Droplet. TCP and UDP are one finding each.",
    guards:
      "Rules for ICMP always say 0 and are not meant. Firewalls of Kubernetes clusters (k8s-*) are kept by DigitalOcean and left alone, and a firewall without a Droplet opens nothing.",
    subjects: [.firewalls],
    scopes: [.droplet, .tag],
    references: ["https://docs.digitalocean.com/products/networking/firewalls/how-to/configure-rules/"]
  ) { account in
    let tagged = account.taggedDroplets
    return account.ownFirewalls.flatMap { firewall in
      judged(firewall, tagged, parts: [("tcp", "tcp"), ("udp", "udp")]) { droplets in
        ["tcp", "udp"].compactMap { name in
          let rules = firewall.worldRules(name).filter { $0.range?.isAll ?? false }
          return rules.isEmpty ? nil : (name, allPortsFailure(firewall, rules, droplets, account))
        }
      }
    }
  }

  private static func allPortsFailure(
    _ firewall: Firewall, _ rules: [Firewall.InboundRule], _ droplets: [ResourceID], _ account: AccountView
  ) -> Failure {
    Failure(
      [Evidence("name", firewall.name ?? "-", .firewalls)] + account.evidence(of: rules, droplets),
      fix: removal(of: rules, from: firewall))
  }
}
