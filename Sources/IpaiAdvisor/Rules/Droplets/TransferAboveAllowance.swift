import IpaiCore

extension Rule {
  /// An account whose Droplets will send more this month than their sizes include.
  static let transferAboveAllowance = Rule(
    "DO-COST-025", .cost, .low, .moderate,
    title: "Projected outbound transfer above the pooled allowance",
    why: "What is sent beyond the allowance of all Droplets together is billed by the GiB.",
    condition:
      "What the Droplets of the account have sent to the public network since the month began, projected to its end, is more than the transfer allowance that they accrue together in the month. In the first 3 days of a month, and for a Droplet whose samples do not reach back to its beginning, the mean of the last 14 days is taken.",
    guards:
      "The allowance is that of the whole team; each Droplet accrues it by the hour and has all of it after 672 hours; 1 TB counts as 1,000 GiB. Traffic that a firewall dropped is not billed. A Droplet without enough samples counts as sending nothing; if the others do not pass the allowance without it, nothing is said. Droplets that were deleted this month are not seen, so this is an estimate.",
    subjects: [.account],
    needs: [.droplets, .gpuDroplets, .dropletMetrics],
    references: ["https://docs.digitalocean.com/products/droplets/details/pricing/"]
  ) { account in
    guard let owner = account.facts.account else { return [] }
    return [owner.judged(account.allDroplets.isEmpty ? .notConcerned : outcome(account))]
  }

  private static func outcome(_ account: AccountView) -> Outcome {
    guard let month = TransferMonth(around: account.now) else { return .notAssessed("the month is not known") }
    var pool = 0.0
    var sent: [(droplet: Droplet, gibibytes: Double)] = []
    var unknown = 0
    for droplet in account.allDroplets {
      guard let allowance = account.currentSize(of: droplet)?.transfer else {
        return .notAssessed("the transfer allowance of a Droplet was not read")
      }
      pool += allowance * 1000 * month.accrued(since: droplet.createdAt)
      if let amount = projection(droplet, month, account) { sent.append((droplet, amount)) } else { unknown += 1 }
    }
    let total = sent.reduce(0) { $0 + $1.gibibytes }
    guard total > pool else {
      return unknown == 0 ? .pass : .notAssessed("there are too few data about what some Droplets sent")
    }
    return .fail(failure(sent, total, pool, account))
  }

  /// What a Droplet will have sent at the end of the month; nil where that cannot be said.
  private static func projection(_ droplet: Droplet, _ month: TransferMonth, _ account: AccountView) -> Double? {
    if droplet.status == "off" || droplet.networks != nil && account.publicAddresses(of: droplet).isEmpty { return 0 }
    guard let metrics = account.facts.dropletMetrics[droplet.id.text] else { return nil }
    if month.elapsed >= 3 * 86_400, let sent = metrics.outboundThisMonth {
      return sent / month.elapsed(since: droplet.createdAt) * month.length(since: droplet.createdAt)
    }
    guard let mean = DropletMetrics.covered(metrics.outbound?.fortnight)?.mean else { return nil }
    return mean * 1_000_000 / 8 / 1_073_741_824 * month.length(since: droplet.createdAt)
  }

  private static func failure(
    _ sent: [(droplet: Droplet, gibibytes: Double)], _ total: Double, _ pool: Double, _ account: AccountView
  ) -> Failure {
    let top = sent.sorted { $0.gibibytes > $1.gibibytes }.prefix(5).map {
      "\($0.droplet.name ?? $0.droplet.id.text) \(NumberText.text($0.gibibytes, digits: 0)) GiB"
    }
    let price = account.prices.transferGiB
    let amounts = "(\(NumberText.text(total, digits: 0)) - \(NumberText.text(pool, digits: 0))) GiB"
    return Failure(
      [
        Evidence("size.transfer, accrued in the month", NumberText.text(pool / 1000) + " TB", .droplets),
        Evidence("bandwidth public outbound, projected", NumberText.text(total / 1000) + " TB", .dropletMetrics),
        Evidence("the Droplets that send most", top, .dropletMetrics),
      ],
      saving: Saving(
        (total - pool) * price, "\(amounts) × \(NumberText.text(price, digits: 4))", .table(account.prices.date),
        .estimate),
      fix: [
        .note("What is served from a Space through its CDN does not count against the allowance of Droplets."),
        .run("doctl compute cdn create \(fill: "space").\(fill: "region").digitaloceanspaces.com --ttl 3600"),
      ],
      note: "Confidence: low. It is an estimate of the rest of the month.")
  }
}
