extension Rule {
  /// A Droplet that did next to nothing for a week.
  static let idleDroplet = Rule(
    "DO-COST-002", .cost, .medium, .moderate,
    title: "Idle Droplet (CPU under 5 % for 7 days)",
    why: "A Droplet that computes nothing and sends nothing is most often forgotten, and is billed as if it worked.",
    condition:
      "The Droplet runs and was made more than 7 days ago, and over the last 7 days its processors were used less than 5 % on average and never 20 % or more, and it sent less than 0.05 Mbps to the public network on average. At least 80 % of the samples have to be there.",
    guards:
      "Without the metrics agent or without samples nothing is said: no data is never the same as idle. Nodes of Kubernetes clusters, members of autoscale pools, Droplets with graphics processors (see DO-COST-023), and Droplets with a tag to keep them or a tag of quiet services (bastion, vpn, dns) are left alone. The severity is low where a reserved address or a DNS record names the Droplet, or where it could not be read whether one does.",
    subjects: [.droplets],
    needs: [.dropletMetrics, .autoscalePools], scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/droplets/details/pricing/"]
  ) { account in
    account.runningDroplets.filter { !account.hasGraphics($0) }.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ droplet: Droplet, _ account: AccountView) -> Outcome {
    let settings = account.settings
    if account.has(droplet.tags, oneOf: settings.keepTags + settings.quietTags) { return .pass }
    guard let age = account.days(since: droplet.createdAt) else { return .notAssessed("when it was made was not read") }
    guard age > 7 else { return .pass }
    guard droplet.features?.contains("monitoring") ?? false else {
      return .notAssessed("there are no data, because it has no metrics agent")
    }
    guard let metrics = account.facts.dropletMetrics[droplet.id.text] else {
      return .notAssessed("its metrics were not read")
    }
    guard let cpu = DropletMetrics.covered(metrics.cpu?.week) else {
      return .notAssessed("there are too few data about its processors in the last 7 days")
    }
    guard cpu.mean < 0.05, cpu.maximum < 0.2 else { return .pass }
    guard let sent = DropletMetrics.covered(metrics.outbound?.week) else {
      return .notAssessed("there are too few data about what it sent in the last 7 days")
    }
    guard sent.mean < 0.05 else { return .pass }
    return .fail(failure(droplet, cpu, sent, account))
  }

  private static func failure(
    _ droplet: Droplet, _ cpu: MetricStatistics, _ sent: MetricStatistics, _ account: AccountView
  ) -> Failure {
    let ways = account.waysTo(droplet)
    let cost = account.cost(of: droplet)
    return Failure(
      [
        Evidence("cpu, mean of 7 days", NumberText.percent(cpu.mean), .dropletMetrics),
        Evidence("cpu, maximum of 7 days", NumberText.percent(cpu.maximum), .dropletMetrics),
        Evidence(
          "bandwidth public outbound, mean of 7 days", NumberText.text(sent.mean, digits: 4) + " Mbps", .dropletMetrics),
        Evidence("samples", "\(cpu.samples) of \(cpu.expected)", .dropletMetrics),
        Evidence("size_slug", droplet.sizeSlug ?? "-", .droplets),
      ],
      saving: cost.map { Saving($0.monthly, $0.formula, $0.source, .estimate) },
      fix: Fix.delete(droplet, snapshotNamed: account.snapshotName(droplet.name, "idle")),
      severity: ways.isEmpty && account.knowsAllWays ? nil : .low,
      note: ways.isEmpty ? nil : "These addresses and DNS records lead to it: " + ways.joined(separator: ", "))
  }
}
