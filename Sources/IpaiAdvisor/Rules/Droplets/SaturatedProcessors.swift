extension Rule {
  /// A Droplet whose processors are always busy, or taken by others.
  static let saturatedProcessors = Rule(
    "DO-PERF-001", .performance, .high, .moderate,
    title: "Droplet CPU saturated",
    why: "Work waits in line while the processors are busy, and every answer takes longer.",
    condition:
      "Over the last 24 hours the 95th percentile of the use of the processors is over 85 % and more than 25 % of the samples are over 85 %, or the 95th percentile of the time that the host gave to others (steal) is over 10 %.",
    guards:
      "Short bursts, such as those of a nightly batch, are no reason to grow: that is why more than a quarter of the samples has to be over the line. Against steal a size with dedicated processors is proposed. At least 80 % of the samples have to be there. Nodes of Kubernetes clusters and members of autoscale pools are left alone. The Droplet is powered off while it is resized.",
    subjects: [.droplets, .gpuDroplets],
    needs: [.sizes, .dropletMetrics, .autoscalePools], scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/droplets/how-to/resize/"]
  ) { account in
    account.judgeRunningDroplets { outcome($0, $1, account) }
  }

  private static func outcome(_ droplet: Droplet, _ metrics: DropletMetrics, _ account: AccountView) -> Outcome {
    guard let cpu = DropletMetrics.covered(metrics.cpu?.day) else {
      return .notAssessed("there are too few data about its processors in the last 24 hours")
    }
    let isBusy = cpu.p95 > 0.85
    if isBusy, cpu.shareOver85 == nil { return .notAssessed("how long its processors were busy is not known") }
    // Steal comes with the other modes of the same samples: where it is missing, there was none.
    let steal = metrics.steal == nil ? 0 : DropletMetrics.covered(metrics.steal?.day)?.p95
    guard isBusy && cpu.shareOver85 ?? 0 > 0.25 || steal ?? 0 > 0.1 else {
      return steal == nil ? .notAssessed("there are too few data about steal in the last 24 hours") : .pass
    }
    return .fail(failure(droplet, cpu, steal ?? 0, metrics, account))
  }

  private static func failure(
    _ droplet: Droplet, _ cpu: MetricStatistics, _ steal: Double, _ metrics: DropletMetrics, _ account: AccountView
  ) -> Failure {
    let dedicated = steal > 0.1 ? dedicatedSize(droplet, account) : nil
    let new = dedicated ?? larger(droplet, account)
    let load = DropletMetrics.covered(metrics.load15?.day)
    return Failure(
      [
        Evidence("cpu, 95th percentile of 24 hours", NumberText.percent(cpu.p95), .dropletMetrics),
        Evidence("samples over 85 %", cpu.shareOver85.map(NumberText.percent) ?? "-", .dropletMetrics),
        Evidence("cpu{mode=steal}, 95th percentile of 24 hours", NumberText.percent(steal), .dropletMetrics),
        Evidence("load_15 / vcpus", loadPerProcessor(load, droplet, account), .dropletMetrics),
      ],
      saving: new.flatMap { account.saving(resizing: droplet, to: $0) }, fix: Fix.resize(droplet, to: new?.slug),
      note: dedicated == nil
        ? nil : "The host gives the processors to other Droplets too: a size with dedicated ones does not share.")
  }

  private static func loadPerProcessor(_ load: MetricStatistics?, _ droplet: Droplet, _ account: AccountView) -> String
  {
    guard let load, let vcpus = account.currentSize(of: droplet)?.vcpus, vcpus > 0 else { return "-" }
    return NumberText.text(load.p95 / Double(vcpus))
  }

  private static func larger(_ droplet: Droplet, _ account: AccountView) -> DropletSize? {
    account.largerSize(for: droplet) { old, new in
      new.family == old.family && new.isOfClass(old) && new.vcpus ?? 0 > old.vcpus ?? 0
    }
  }

  /// A size that shares its processors with nobody; nil for a Droplet that has such a size.
  private static func dedicatedSize(_ droplet: Droplet, _ account: AccountView) -> DropletSize? {
    account.largerSize(for: droplet) { old, new in new.isDedicated && !old.isDedicated && !old.hasGraphics }
  }
}
