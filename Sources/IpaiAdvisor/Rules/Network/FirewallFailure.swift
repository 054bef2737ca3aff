extension Rule {
  /// What a rule says about one firewall that protects Droplets: `failures`, or why there are none.
  ///
  /// - Parameters:
  ///   - firewall: The firewall.
  ///   - tagged: The Droplets by their tags.
  ///   - parts: The parts that the rule tells apart, each with the protocol whose rules it is judged by.
  ///   - failures: What fails among the parts.
  /// - Returns: A judgement for each part that fails or cannot be judged, or one for the whole.
  static func judged(
    _ firewall: Firewall, _ tagged: TaggedDroplets, parts: [(subKey: String?, protocol: String)] = [(nil, "tcp")],
    failures: ([ResourceID]) -> [(subKey: String?, failure: Failure)]
  ) -> [Judgement] {
    guard firewall.inboundRules != nil else { return [firewall.judged(.notAssessed("its rules were not read"))] }
    guard let droplets = tagged.droplets(behind: firewall) else {
      return [firewall.judged(.notAssessed("the Droplets with its tags were not all read"))]
    }
    // A firewall that protects nothing opens nothing either.
    guard !droplets.isEmpty else { return [firewall.judged(.pass)] }
    let found = failures(droplets)
    let unreadable = Set(parts.map(\.protocol)).filter { firewall.worldRules($0).contains { $0.range == nil } }
    let unknown = Outcome.notAssessed("the ports of one of its rules cannot be read")
    guard !found.isEmpty else { return [firewall.judged(unreadable.isEmpty ? .pass : unknown)] }
    // What cannot be read may open any of the other ports.
    let others = parts.filter { part in
      unreadable.contains(part.protocol) && !found.contains { $0.subKey == part.subKey }
    }
    return found.map { firewall.judged(.fail($0.failure), subKey: $0.subKey) }
      + others.map { firewall.judged(unknown, subKey: $0.subKey) }
  }

  /// What a rule says about the firewalls of an account, for each of some ports that everybody can reach.
  static func openPorts(
    _ services: [Int: String], _ account: AccountView,
    fix: @escaping (Firewall, Int, [Firewall.InboundRule]) -> [Fix.Line]
  ) -> [Judgement] {
    let ports = services.keys.sorted().filter { !account.settings.allowedPorts.contains($0) }
    let tagged = account.taggedDroplets
    let parts = ports.map { (subKey: String?(String($0)), protocol: "tcp") }
    return account.ownFirewalls.flatMap { firewall in
      judged(firewall, tagged, parts: parts) { droplets in
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
