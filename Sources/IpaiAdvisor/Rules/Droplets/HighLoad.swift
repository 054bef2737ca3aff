extension Rule {
  /// A Droplet with more work in line than processors.
  static let highLoad = Rule(
    "DO-PERF-003", .performance, .medium, .moderate,
    title: "Load average above vCPU count",
    why: "A load above the number of processors means that work waits for a turn.",
    condition:
      "The 95th percentile of the load average over 15 minutes, divided by the number of processors, is over 1.5 in the last 24 hours.",
    guards:
      "Where the 95th percentile of the time spent waiting for disks (iowait) is over 20 %, the load comes from a disk and more processors do not help: then nothing is reported. At least 80 % of the samples have to be there, those of the processors too. Nodes of Kubernetes clusters and members of autoscale pools are left alone. The Droplet is powered off while it is resized.",
    subjects: [.droplets, .gpuDroplets],
    needs: [.dropletMetrics, .autoscalePools], scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/droplets/how-to/resize/"]
  ) { account in
    account.judgeRunningDroplets { outcome($0, $1, account) }
  }

  private static func outcome(_ droplet: Droplet, _ metrics: DropletMetrics, _ account: AccountView) -> Outcome {
    guard let load = DropletMetrics.covered(metrics.load15?.day) else {
      return .notAssessed("there are too few data about its load in the last 24 hours")
    }
    guard let vcpus = account.currentSize(of: droplet)?.vcpus, vcpus > 0 else {
      return .notAssessed("how many processors it has was not read")
    }
    guard load.p95 / Double(vcpus) > 1.5 else { return .pass }
    guard DropletMetrics.covered(metrics.cpu?.day) != nil else {
      return .notAssessed("there are too few data about its processors in the last 24 hours")
    }
    // It comes with the other modes of the same samples: where it is missing, there was none.
    guard let iowait = metrics.iowait == nil ? 0 : DropletMetrics.covered(metrics.iowait?.day)?.p95 else {
      return .notAssessed("there are too few data about waiting for disks in the last 24 hours")
    }
    guard iowait <= 0.2 else { return .pass }
    return .fail(failure(droplet, load, vcpus, iowait, account))
  }

  private static func failure(
    _ droplet: Droplet, _ load: MetricStatistics, _ vcpus: Int, _ iowait: Double, _ account: AccountView
  ) -> Failure {
    let new = account.largerSize(for: droplet) { old, new in
      new.family == old.family && new.isOfClass(old) && new.vcpus ?? 0 > old.vcpus ?? 0
    }
    return Failure(
      [
        Evidence("load_15, 95th percentile of 24 hours", load.p95, .dropletMetrics),
        Evidence("load_15, latest", load.last, .dropletMetrics),
        Evidence("vcpus", "\(vcpus)", account.list(of: droplet)),
        Evidence("cpu{mode=iowait}, 95th percentile of 24 hours", NumberText.percent(iowait), .dropletMetrics),
      ], fix: Fix.resize(droplet, to: new?.slug))
  }
}
