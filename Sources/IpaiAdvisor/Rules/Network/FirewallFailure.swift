extension Rule {
  /// What a rule says about one firewall that protects Droplets: `failures`, or why there are none.
  static func judged(
    _ firewall: Firewall, _ tagged: TaggedDroplets, protocols: [String] = ["tcp"],
    failures: ([ResourceID]) -> [(subKey: String?, failure: Failure)]
  ) -> [Judgement] {
    guard firewall.inboundRules != nil else { return [firewall.judged(.notAssessed("its rules were not read"))] }
    guard let droplets = tagged.droplets(behind: firewall) else {
      return [firewall.judged(.notAssessed("the Droplets with its tags were not all read"))]
    }
    // A firewall that protects nothing opens nothing either.
    guard !droplets.isEmpty else { return [firewall.judged(.pass)] }
    let found = failures(droplets)
    if !found.isEmpty { return found.map { firewall.judged(.fail($0.failure), subKey: $0.subKey) } }
    let rules = protocols.flatMap(firewall.worldRules)
    let isReadable = rules.allSatisfy { $0.range != nil }
    return [firewall.judged(isReadable ? .pass : .notAssessed("the ports of one of its rules cannot be read"))]
  }

  /// What a rule says about the firewalls of an account, for each of some ports that everybody can reach.
  static func openPorts(
    _ services: [Int: String], _ account: AccountView,
    fix: @escaping (Firewall, Int, [Firewall.InboundRule]) -> [Fix.Line]
  ) -> [Judgement] {
    let ports = services.keys.sorted().filter { !account.settings.allowedPorts.contains($0) }
    let tagged = TaggedDroplets(account)
    return account.ownFirewalls.flatMap { firewall in
      judged(firewall, tagged) { droplets in
        ports.compactMap { port in
          let rules = firewall.worldRules(coveringTCP: port)
          guard !rules.isEmpty else { return nil }
          let failure = Failure(
            [Evidence("inbound_rules.ports", "\(port) (\(services[port] ?? "-"))", .firewalls)]
              + account.evidence(of: rules, droplets), fix: fix(firewall, port, rules))
          return (String(port), failure)
        }
      }
    }
  }

  /// Takes rules away from a firewall, and gives those back that others than everybody need.
  static func removal(of rules: [Firewall.InboundRule], from firewall: Firewall) -> [Fix.Line] {
    var lines: [Fix.Line] = []
    for rule in rules {
      if let others = rule.sources?.withoutWorld {
        lines.append(
          .run("doctl compute firewall add-rules \(firewall.id) --inbound-rules \(rule.words(from: others))"))
      }
      if let range = rule.range, range.ports.count > 1 {
        lines.append(
          .note(
            "The next line closes all of the ports \(range.isAll ? "there are" : rule.ports ?? ""). Add rules for those that have to stay open first."
          ))
      }
      lines.append(.run("doctl compute firewall remove-rules \(firewall.id) --inbound-rules \(rule.words)"))
    }
    return lines
  }
}

extension AccountView {
  /// The rules of a firewall that a finding is about, and the Droplets behind it.
  func evidence(of rules: [Firewall.InboundRule], _ droplets: [ResourceID]) -> [Evidence] {
    [
      Evidence("inbound_rules", rules.map(\.words).joined(separator: " "), .firewalls),
      Evidence("droplet_ids", names(of: droplets), .firewalls),
    ]
  }
}
