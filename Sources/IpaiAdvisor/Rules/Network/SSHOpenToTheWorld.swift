extension Rule {
  /// A firewall that lets everybody reach SSH.
  static let sshOpenToTheWorld = Rule(
    "DO-SEC-002", .security, .high, .quick,
    title: "SSH (22) open to the internet",
    why:
      "Every address on the internet is scanned for open SSH ports within hours. One weak password or one flaw in the server is enough to lose the Droplet.",
    condition:
      "An inbound rule lets 0.0.0.0/0 or ::/0 reach TCP port 22, by itself, within a range or as a part of all ports, and the firewall protects at least one Droplet, by its id or by a tag.",
    guards:
      "Firewalls of Kubernetes clusters (k8s-*) are left alone, and so is everything where port 22 is among the allowed ports of the settings. Add the rule for your own network before you remove the open one, or you lock yourself out. The console of the control panel reaches Droplets by SSH too: keep its addresses if you need it.",
    subjects: [.firewalls],
    scopes: [.droplet, .tag],
    references: ["https://docs.digitalocean.com/products/networking/firewalls/how-to/configure-rules/"]
  ) { account in
    let tagged = account.taggedDroplets
    return account.ownFirewalls.flatMap { firewall in
      judged(firewall, tagged) { droplets in
        let rules = firewall.worldRules(coveringTCP: 22)
        guard !rules.isEmpty, !account.settings.allowedPorts.contains(22) else { return [] }
        return [(nil, sshFailure(firewall, rules, droplets, account))]
      }
    }
  }

  private static func sshFailure(
    _ firewall: Firewall, _ rules: [Firewall.InboundRule], _ droplets: [ResourceID], _ account: AccountView
  ) -> Failure {
    Failure(
      [Evidence("name", firewall.name ?? "-", .firewalls)] + account.evidence(of: rules, droplets),
      fix: [
        .note("Add the rule for your own network first, or you lock yourself out."),
        .run(
          "doctl compute firewall add-rules \(firewall.id) --inbound-rules protocol:tcp,ports:22,address:\(fill: "admin_cidr")"
        ),
      ] + removal(of: rules, from: firewall))
  }
}
