extension Rule {
  /// A Droplet that the internet can reach at every port.
  static let dropletWithoutFirewall = Rule(
    "DO-SEC-001", .security, .high, .quick,
    title: "Droplet with a public address has no cloud firewall",
    why:
      "Without a cloud firewall everything that listens on the Droplet can be reached from the internet, including what was started by mistake.",
    condition: "The Droplet has a public IPv4 or IPv6 address, and no cloud firewall names it or one of its tags.",
    guards:
      "All firewalls, and the tags of Droplets and firewalls, have to be read. A firewall without rules blocks everything, so it counts as one. Nodes of Kubernetes clusters have the firewall of their cluster, and members of autoscale pools are managed by their pool: both are left alone. Firewalls on the Droplet itself, such as ufw, cannot be seen.",
    subjects: [.droplets, .gpuDroplets],
    needs: [.firewalls, .autoscalePools], scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/networking/firewalls/"]
  ) { account in
    let covered = Set(account.facts.firewalls.flatMap { $0.dropletIDs ?? [] })
    let tags = Set(account.facts.firewalls.flatMap { $0.tags ?? [] })
    let nearest = nearestFirewalls(account)
    return account.ownDroplets.map { droplet in
      guard droplet.networks != nil else { return droplet.judged(.notAssessed("its addresses were not read")) }
      let isCovered = covered.contains(droplet.id) || !tags.isDisjoint(with: droplet.tags ?? [])
      if isCovered || account.publicAddresses(of: droplet).isEmpty { return droplet.judged(.pass) }
      return droplet.judged(.fail(failure(droplet, nearest, account)))
    }
  }

  private static func failure(
    _ droplet: Droplet, _ firewalls: [String: (firewall: Firewall, droplets: Int)], _ account: AccountView
  ) -> Failure {
    let nearest = (droplet.tags ?? []).compactMap { firewalls[$0] }.max { $0.droplets < $1.droplets }?.firewall
    return Failure(
      [
        Evidence("networks.ip_address", account.publicAddresses(of: droplet), account.list(of: droplet)),
        Evidence("tags", droplet.tags ?? [], account.list(of: droplet)),
        Evidence("firewalls.droplet_ids", "in none", .firewalls),
        Evidence("firewalls.tags", "in none", .firewalls),
        Evidence("nearest firewall by tag", nearest.map { $0.name ?? $0.id } ?? "none", .firewalls),
      ],
      fix: fix(droplet, nearest, account),
      note: "A firewall on the Droplet itself, such as ufw, cannot be seen from here.")
  }

  private static func fix(_ droplet: Droplet, _ nearest: Firewall?, _ account: AccountView) -> [Fix.Line] {
    let name = account.snapshotName(droplet.name, "fw")
    let all = "address:0.0.0.0/0,address:::/0"
    let inbound = "protocol:tcp,ports:22,address:<admin_cidr> protocol:tcp,ports:443,\(all)"
    let outbound = "protocol:icmp,\(all) protocol:tcp,ports:all,\(all) protocol:udp,ports:all,\(all)"
    var lines: [Fix.Line] = [
      .note(
        "Ports that are not listed are closed at once: add those that the Droplet serves. Put your own network in the place of <admin_cidr>."
      ),
      .run(
        "doctl compute firewall create --name \(name) --inbound-rules \(withBlanks: inbound) --outbound-rules \(outbound) --droplet-ids \(droplet.id)"
      ),
    ]
    if let nearest {
      let command: ShellText = "doctl compute firewall add-droplets \(nearest.id) --droplet-ids \(droplet.id)"
      lines.append(.note("Or use a firewall that Droplets with the same tag have: \(command.text)"))
    }
    return lines
  }

  /// The firewall of the most Droplets that share a tag, by the tag.
  private static func nearestFirewalls(_ account: AccountView) -> [String: (firewall: Firewall, droplets: Int)] {
    var nearest: [String: (firewall: Firewall, droplets: Int)] = [:]
    for firewall in account.ownFirewalls {
      var counts: [String: Int] = [:]
      for id in Set(firewall.dropletIDs ?? []) {
        for tag in Set(account.droplet(id)?.tags ?? []) { counts[tag, default: 0] += 1 }
      }
      for (tag, count) in counts where count > nearest[tag]?.droplets ?? 0 { nearest[tag] = (firewall, count) }
    }
    return nearest
  }
}
