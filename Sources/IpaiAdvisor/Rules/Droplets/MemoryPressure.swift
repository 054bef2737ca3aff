extension Rule {
  /// A Droplet that has hardly any memory left.
  static let memoryPressure = Rule(
    "DO-PERF-002", .performance, .high, .moderate,
    title: "Droplet memory pressure",
    why: "A Droplet without free memory slows down, and then the system kills what needs most of it.",
    condition: "The 5th percentile of the share of the memory that is available over the last 24 hours is under 10 %.",
    guards:
      "Available memory counts and not free memory, because caches give back what they have. At least 80 % of the samples have to be there. Nodes of Kubernetes clusters and members of autoscale pools are left alone. The Droplet is powered off while it is resized.",
    subjects: [.droplets, .gpuDroplets],
    needs: [.dropletMetrics, .autoscalePools], scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/droplets/how-to/resize/"]
  ) { account in
    account.judgeRunningDroplets { outcome($0, $1, account) }
  }

  private static func outcome(_ droplet: Droplet, _ metrics: DropletMetrics, _ account: AccountView) -> Outcome {
    guard let available = DropletMetrics.covered(metrics.memoryAvailable?.day) else {
      return .notAssessed("there are too few data about its memory in the last 24 hours")
    }
    guard available.p05 < 0.1 else { return .pass }
    let new = account.largerSize(for: droplet) { old, new in
      new.family == old.family && new.isOfClass(old) && new.memory ?? 0 > old.memory ?? 0
    }
    let total = metrics.memoryTotal.map { $0 / 1_048_576 } ?? droplet.memory.map { Double($0) }
    return .fail(
      Failure(
        [
          Evidence(
            "memory_available / memory_total, 5th percentile of 24 hours", NumberText.percent(available.p05),
            .dropletMetrics),
          Evidence(
            "memory_available, 5th percentile of 24 hours",
            total.map { NumberText.text($0 * available.p05, digits: 0) + " MB" } ?? "-", .dropletMetrics),
          Evidence("memory_total", total.map { NumberText.text($0, digits: 0) + " MB" } ?? "-", .dropletMetrics),
        ],
        saving: new.flatMap { account.saving(resizing: droplet, to: $0) }, fix: Fix.resize(droplet, to: new?.slug)))
  }
}
