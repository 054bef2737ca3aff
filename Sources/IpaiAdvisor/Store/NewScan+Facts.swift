import IpaiCore

extension NewScan {
  /// The scan of an account of which `facts` were read. It was finished when the last of them was read, by the clock of the facts.
  package init(
    _ facts: AccountFacts, account: String, version: String, score: Double?, saving: Double, assessment: Assessment
  ) {
    let finishedAt = facts.states.values.map(\.readAt.timestamp).reduce(facts.readAt.timestamp, max)
    self.init(
      account: account, accountName: facts.account?.displayName, readAt: facts.readAt.timestamp, finishedAt: finishedAt,
      version: version, score: score, saving: saving, assessment: assessment, states: facts.states,
      addresses: facts.publicAddresses, resources: facts.resources)
  }
}

extension AccountFacts {
  /// The addresses of the internet that Droplets, load balancers and reservations have, with who has each.
  package var publicAddresses: [String: URN] {
    var addresses: [String: URN] = [:]
    for droplet in droplets + gpuDroplets {
      for address in (droplet.networks?.v4 ?? []) + (droplet.networks?.v6 ?? []) where address.type == "public" {
        if let text = address.ipAddress { addresses[text] = droplet.urn }
      }
    }
    for balancer in loadBalancers where balancer.network != "INTERNAL" {
      for text in [balancer.ip, balancer.ipv6].compactMap(\.self) { addresses[text] = balancer.urn }
    }
    // Droplets list reserved addresses too, which stay when the Droplet is gone.
    for reserved in reservedIPs { addresses[reserved.ip] = reserved.urn }
    for reserved in reservedIPv6 { addresses[reserved.ip] = reserved.urn }
    addresses[""] = nil
    return addresses
  }
}
