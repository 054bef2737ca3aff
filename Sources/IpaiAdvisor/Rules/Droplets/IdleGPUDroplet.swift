extension Rule {
  /// A Droplet with graphics processors whose other processors do nothing.
  static let idleGPUDroplet = Rule(
    "DO-COST-023", .cost, .high, .moderate,
    title: "Idle GPU Droplet",
    why:
      "A Droplet with graphics processors costs as much in a day as others do in months, and it is billed whether it computes or not.",
    condition:
      "The Droplet has graphics processors and runs, and over the last 24 hours its processors were used less than 5 % on average and it sent less than 0.05 Mbps to the public network. At least 80 % of the samples have to be there.",
    guards:
      "The API has no metrics of graphics processors: they may be busy while the processors idle, so look at them on the Droplet before following this advice. Without samples nothing is said. Nodes of Kubernetes clusters, members of autoscale pools and Droplets with a tag to keep them are left alone.",
    subjects: [.gpuDroplets],
    needs: [.dropletMetrics, .autoscalePools], scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/droplets/details/pricing/"]
  ) { account in
    account.runningDroplets.filter(account.hasGraphics).map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ droplet: Droplet, _ account: AccountView) -> Outcome {
    if account.has(droplet.tags, oneOf: account.settings.keepTags) { return .pass }
    guard let metrics = account.facts.dropletMetrics[droplet.id.text] else {
      return .notAssessed("its metrics were not read")
    }
    guard let cpu = DropletMetrics.covered(metrics.cpu?.day) else {
      return .notAssessed("there are too few data about its processors in the last 24 hours")
    }
    guard cpu.mean < 0.05 else { return .pass }
    guard let sent = DropletMetrics.covered(metrics.outbound?.day) else {
      return .notAssessed("there are too few data about what it sent in the last 24 hours")
    }
    guard sent.mean < 0.05 else { return .pass }
    return .fail(failure(droplet, cpu, sent, metrics, account))
  }

  private static func failure(
    _ droplet: Droplet, _ cpu: MetricStatistics, _ sent: MetricStatistics, _ metrics: DropletMetrics,
    _ account: AccountView
  ) -> Failure {
    let size = account.currentSize(of: droplet)
    return Failure(
      [
        Evidence("size_slug", droplet.sizeSlug ?? size?.slug ?? "-", .gpuDroplets),
        Evidence(
          "size.gpu_info", size?.gpuInfo.map { "\($0.count ?? 0) × \($0.model ?? "-")" } ?? "-", .gpuDroplets),
        Evidence("size.price_hourly", size?.priceHourly.map { NumberText.text($0, digits: 4) } ?? "-", .gpuDroplets),
        Evidence("idle", "for at least \(idleHours(metrics)) hours", .dropletMetrics),
        Evidence("cpu, mean of 24 hours", NumberText.percent(cpu.mean), .dropletMetrics),
        Evidence(
          "bandwidth public outbound, mean of 24 hours", NumberText.text(sent.mean, digits: 4) + " Mbps",
          .dropletMetrics),
      ],
      saving: saving(droplet, account),
      fix: Fix.delete(droplet, snapshotNamed: account.snapshotName(droplet.name, "gpu-idle")),
      note:
        "Confidence: medium. The API has no metrics of graphics processors, and they may be busy while the others idle."
    )
  }

  /// What it is billed, or the price of its size: backups are not made of such Droplets.
  private static func saving(_ droplet: Droplet, _ account: AccountView) -> Saving? {
    if let rate = account.runRates.monthly(droplet) {
      return Saving(rate.size, "\(NumberText.money(rate.size)) by the invoice of this month", .invoice, .estimate)
    }
    return account.price(of: droplet).map {
      Saving($0, "\(NumberText.money($0)) (size.price_monthly)", .api, .estimate)
    }
  }

  /// The longest window in which it was idle.
  private static func idleHours(_ metrics: DropletMetrics) -> Int {
    func isIdle(_ window: KeyPath<MetricSummary, MetricStatistics?>) -> Bool {
      guard let cpu = DropletMetrics.covered(metrics.cpu?[keyPath: window]),
        let sent = DropletMetrics.covered(metrics.outbound?[keyPath: window])
      else { return false }
      return cpu.mean < 0.05 && sent.mean < 0.05
    }
    if isIdle(\.fortnight) { return 336 }
    return isIdle(\.week) ? 168 : 24
  }
}
