extension Rule {
  /// A Droplet that a smaller size would be enough for.
  static let oversizedDroplet = Rule(
    "DO-COST-003", .cost, .medium, .moderate,
    title: "Oversized Droplet: a smaller size in the same region fits",
    why: "Processors and memory that are never used are billed all the same, and a smaller size is one command away.",
    condition:
      "The Droplet runs, and for the last 14 days the 95th percentile of the use of its processors is under 20 % and that of its memory under 40 %, and a cheaper size of the same class is offered in its region that has at least the disk of the Droplet, 1.5 times the memory and twice the processors at those percentiles, and a transfer allowance of at least what the Droplet sends in a month. Where only the disk of such a size is too small, the Droplet has to be rebuilt: that is reported without a saving.",
    guards:
      "A disk can never shrink, so no size with a smaller disk is proposed for a resize. Memory is only known with the metrics agent, and without at least 80 % of the samples of 14 days nothing is said. A class is the letters before the first digit of the slug, the description of the size and the maker of its processors. Nodes of Kubernetes clusters, members of autoscale pools and Droplets with graphics processors are left alone. The Droplet is powered off while it is resized.",
    subjects: [.droplets],
    needs: [.sizes, .dropletMetrics, .autoscalePools], scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/droplets/how-to/resize/"]
  ) { account in
    account.runningDroplets.filter { !account.hasGraphics($0) }.map { $0.judged(outcome($0, account)) }
  }

  /// What a Droplet used in a fortnight.
  private struct Use {
    let cpu: Double
    let memory: Double
    /// What it sends in a month, in TB.
    let sent: Double
  }

  private static func outcome(_ droplet: Droplet, _ account: AccountView) -> Outcome {
    guard let metrics = account.facts.dropletMetrics[droplet.id.text] else {
      return .notAssessed("its metrics were not read")
    }
    guard let cpu = DropletMetrics.covered(metrics.cpu?.fortnight) else {
      return .notAssessed("there are too few data about its processors in the last 14 days")
    }
    guard cpu.p95 < 0.2 else { return .pass }
    guard let free = DropletMetrics.covered(metrics.memoryAvailable?.fortnight) else {
      return .notAssessed("there are too few data about its memory in the last 14 days")
    }
    guard 1 - free.p05 < 0.4 else { return .pass }
    guard let sent = DropletMetrics.covered(metrics.outbound?.fortnight) else {
      return .notAssessed("there are too few data about what it sent in the last 14 days")
    }
    let use = Use(cpu: cpu.p95, memory: 1 - free.p05, sent: sent.mean * terabytesPerMegabit)
    guard let size = account.currentSize(of: droplet), let disk = size.disk, size.priceMonthly != nil,
      size.memory != nil, size.vcpus != nil, droplet.region?.slug != nil
    else { return .notAssessed("its size or region was not read") }
    return outcome(droplet, size, disk, use, metrics, account)
  }

  /// The TB that 1 Mbps comes to in a month of 730 hours.
  private static let terabytesPerMegabit = 730.0 * 3600 / 8 / 1_000_000

  private static func outcome(
    _ droplet: Droplet, _ size: DropletSize, _ disk: Int, _ use: Use, _ metrics: DropletMetrics, _ account: AccountView
  ) -> Outcome {
    let enough = account.sizesOffered(to: droplet).filter { isEnough($0, instead: size, for: use) }
    if let new = account.cheapest(enough.filter { $0.disk ?? 0 >= disk }) {
      return .fail(
        Failure(
          evidence(size, new, use), saving: account.saving(resizing: droplet, to: new),
          fix: Fix.resize(droplet, to: new.slug)))
    }
    let used = metrics.disks?.first { $0.mountpoint == "/" }.map { ($0.size - $0.free) / 1_073_741_824 }
    guard let new = account.cheapest(enough.filter { Double($0.disk ?? 0) >= 1.5 * (used ?? 0) }) else { return .pass }
    return .fail(rebuild(evidence(size, new, use), new, used))
  }

  private static func isEnough(_ new: DropletSize, instead old: DropletSize, for use: Use) -> Bool {
    guard let memory = old.memory, let vcpus = old.vcpus, let price = old.priceMonthly, let newPrice = new.priceMonthly
    else { return false }
    return new.family == old.family && new.isOfClass(old) && newPrice < price
      && Double(new.memory ?? 0) >= 1.5 * use.memory * Double(memory)
      && Double(new.vcpus ?? 0) >= (2 * use.cpu * Double(vcpus)).rounded(.up) && new.transfer ?? 0 >= use.sent
  }

  private static func rebuild(_ evidence: [Evidence], _ new: DropletSize, _ used: Double?) -> Failure {
    let space =
      used.map { "\(NumberText.text($0, digits: 1)) GiB of its disk are used" } ?? "how full its disk is was not read"
    return Failure(
      evidence,
      fix: [
        .note("Rebuild needed: a disk cannot shrink, and that of \(new.slug) is smaller."),
        .note("Make a Droplet of that size, move what this one does to it, and delete this one."),
      ],
      title: "Oversized Droplet: a smaller size fits, but a rebuild is needed",
      note: "The disk of \(new.slug) has \(new.disk ?? 0) GB; \(space).")
  }

  private static func evidence(_ old: DropletSize, _ new: DropletSize, _ use: Use) -> [Evidence] {
    [
      Evidence("size_slug", old.slug, .droplets),
      Evidence("size.price_monthly", old.priceMonthly ?? 0, .droplets),
      Evidence("sizes.slug", new.slug, .sizes),
      Evidence("sizes.price_monthly", new.priceMonthly ?? 0, .sizes),
      Evidence("cpu, 95th percentile of 14 days", NumberText.percent(use.cpu), .dropletMetrics),
      Evidence("memory used, 95th percentile of 14 days", NumberText.percent(use.memory), .dropletMetrics),
    ]
  }
}
