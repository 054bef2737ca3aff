extension Rule {
  /// An account that can hardly grow any more.
  static let accountNearLimit = Rule(
    "DO-OPS-016", .operations, .medium, .quick,
    title: "Account near its Droplet or reserved-IP limit",
    why:
      "At the limit nothing new can be made: deployments fail, and neither autoscale pools nor upgrades of Kubernetes clusters can add a Droplet.",
    condition:
      "The account has more than 80 % of the Droplets or of the reserved IPv4 addresses that its limits allow.",
    guards:
      "The limits can be judged only with droplet:read and reserved_ip:read. All Droplets count, including those of clusters and pools and those with graphics processors. DigitalOcean's support raises limits. Leave room for the Droplets that a cluster adds while it is upgraded, and for autoscale pools.",
    subjects: [.account],
    references: ["https://docs.digitalocean.com/products/droplets/details/limits/"]
  ) { account in
    guard let owner = account.facts.account else { return [] }
    let isRead = account.isComplete(.droplets) && account.isComplete(.gpuDroplets)
    let droplets = outcome(
      "droplet", isRead ? account.allDroplets.count : nil, owner.dropletLimit, Collection.droplets)
    let addresses = outcome(
      "floating_ip", account.isComplete(.reservedIPs) ? account.facts.reservedIPs.count : nil, owner.floatingIpLimit,
      .reservedIPs)
    return [owner.judged(droplets, subKey: "droplets"), owner.judged(addresses, subKey: "reserved_ips")]
  }

  private static func outcome(_ kind: String, _ count: Int?, _ limit: Int?, _ collection: Collection) -> Outcome {
    guard let count else { return .notAssessed("\(collection.title) were not all read") }
    guard let limit, limit > 0 else { return .notAssessed("the limit of \(collection.title) was not read") }
    guard Double(count) * 100 > Double(limit) * 80 else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("count of \(collection.title)", "\(count)", collection),
          Evidence("\(kind)_limit", "\(limit)", .account),
        ],
        fix: [
          .run("doctl account get"),
          .note("Ask DigitalOcean's support for a higher limit, or delete what is not needed."),
        ]))
  }
}
