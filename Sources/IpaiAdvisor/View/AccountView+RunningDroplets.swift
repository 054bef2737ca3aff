/// Which Droplets are at work, and who finds them where.
extension AccountView {
  /// Judges each of them by its metrics. One without cannot be judged.
  func judgeRunningDroplets(_ outcome: (Droplet, DropletMetrics) -> Outcome) -> [Judgement] {
    runningDroplets.map { droplet in
      let metrics = facts.dropletMetrics[droplet.id.text]
      return droplet.judged(metrics.map { outcome(droplet, $0) } ?? .notAssessed("its metrics were not read"))
    }
  }

  /// The list that a Droplet was read from.
  package func list(of droplet: Droplet) -> Collection {
    isListedWithGraphics(droplet.id) ? .gpuDroplets : .droplets
  }

  /// What leads to a Droplet from outside: reserved addresses and DNS records.
  package func waysTo(_ droplet: Droplet) -> [String] {
    let reserved = reservedAddresses(of: droplet)
    return reserved + records(pointingAt: publicAddresses(of: droplet) + reserved)
  }

  /// Whether all was read that could lead to a Droplet from outside.
  package var knowsAllWays: Bool {
    [.reservedIPs, .reservedIPv6, .domains, .domainRecords].allSatisfy(isComplete)
  }

  /// Whether it is known which project a resource is in, so that no project means that it is in none.
  package func knowsProject(of urn: URN) -> Bool {
    project(of: urn) != nil || facts.projects.allSatisfy { facts.projectResources[$0.id] != nil }
  }
}
