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
    return account.ownDroplets.map { droplet in
      guard droplet.networks != nil else { return droplet.judged(.notAssessed("its addresses were not read")) }
      let isCovered = covered.contains(droplet.id) || !tags.isDisjoint(with: droplet.tags ?? [])
      if isCovered || account.publicAddresses(of: droplet).isEmpty { return droplet.judged(.pass) }
      return droplet.judged(.fail(failure(droplet, account)))
    }
  }

  private static func failure(_ droplet: Droplet, _ account: AccountView) -> Failure {
    let nearest = nearestFirewall(droplet, account)
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
    // One word of the shell; doctl refuses it until the address is filled in.
    let inbound = "protocol:tcp,ports:22,address:<admin_cidr> protocol:tcp,ports:443,\(all)"
    let outbound = "protocol:icmp,\(all) protocol:tcp,ports:all,\(all) protocol:udp,ports:all,\(all)"
    var lines: [Fix.Line] = [
      .note(
        "Ports that are not listed are closed at once: add those that the Droplet serves. Put your own network in the place of <admin_cidr>."
      ),
      .run(
        "doctl compute firewall create --name \(name) --inbound-rules \(inbound) --outbound-rules \(outbound) --droplet-ids \(droplet.id)"
      ),
    ]
    if let nearest {
      let command: ShellText = "doctl compute firewall add-droplets \(nearest.id) --droplet-ids \(droplet.id)"
      lines.append(.note("Or use a firewall that Droplets with the same tag have: \(command.text)"))
    }
    return lines
  }

  /// The firewall of the most Droplets that share a tag with this one.
  private static func nearestFirewall(_ droplet: Droplet, _ account: AccountView) -> Firewall? {
    let tags = Set(droplet.tags ?? [])
    func likeness(_ firewall: Firewall) -> Int {
      (firewall.dropletIDs ?? []).count { !tags.isDisjoint(with: account.droplet($0)?.tags ?? []) }
    }
    let best = account.facts.firewalls.filter { !Ownership.isOfCluster($0) }.max { likeness($0) < likeness($1) }
    return best.flatMap { likeness($0) > 0 ? $0 : nil }
  }
}
