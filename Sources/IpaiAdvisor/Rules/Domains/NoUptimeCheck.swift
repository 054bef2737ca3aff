import IpaiCore

extension Rule {
  /// Something that people use and nobody watches from outside.
  static let noUptimeCheck = Rule(
    "DO-OPS-003", .operations, .medium, .quick,
    title: "Public endpoint without an uptime check",
    why:
      "Without a check from outside, users are the first to know that a page is down or that its certificate has expired.",
    condition:
      "No uptime check has as its host one of the names of a live app; or, for a load balancer that is reachable from the internet, its address, one of its names, or a name whose DNS record leads to its address.",
    guards:
      "Internal load balancers, those without an address, and apps without a live URL are left out. Where the records of a domain were not read, a check may be of a name in it, and load balancers without a check of their own are not assessed. Names that are kept outside of DigitalOcean cannot be seen. Further checks may be billed.",
    subjects: [.apps, .loadBalancers],
    needs: [.uptimeChecks],
    references: ["https://docs.digitalocean.com/products/uptime/how-to/create-checks/"]
  ) { account in
    let watched = Set(account.facts.uptimeChecks.compactMap(\.target).map(AccountView.host))
    let names = HostNames(account)
    let hasAllRecords = account.hasAllRecords
    let apps = account.facts.apps.compactMap { judged($0, watched) }
    let balancers = account.facts.loadBalancers.compactMap { judged($0, names.names(of: $0), watched, hasAllRecords) }
    return apps + balancers
  }

  private static func judged(_ app: App, _ watched: Set<String>) -> Judgement? {
    guard let address = app.liveURL, !address.isEmpty else { return nil }
    guard watched.isDisjoint(with: AccountView.hostNames(of: app)) else { return app.judged(.pass) }
    let target = UptimeTarget(address: address.hasBytes(of: "://") ? address : "https://" + address, type: "https")
    return app.judged(
      .fail(
        Failure(
          [
            Evidence("live_url", address, .apps),
            Evidence("checks.target", "none of \(watched.count) leads to it", .uptimeChecks),
          ],
          fix: target.fix(named: app.displayName), note: UptimeTarget.costNote)))
  }

  private static func judged(
    _ balancer: LoadBalancer, _ names: [String], _ watched: Set<String>, _ hasAllRecords: Bool
  ) -> Judgement? {
    guard balancer.network != "INTERNAL" else { return nil }
    let addresses = AccountView.addresses(of: balancer)
    guard !addresses.isEmpty || !names.isEmpty else { return nil }
    guard watched.isDisjoint(with: names + addresses) else { return balancer.judged(.pass) }
    guard watched.isEmpty || hasAllRecords else {
      return balancer.judged(.notAssessed("DNS records were not all read, and a check may be of a name in them"))
    }
    let target = UptimeTarget(balancer, names: names, address: addresses.first ?? "-")
    return balancer.judged(
      .fail(
        Failure(
          [
            Evidence("ip", balancer.ip ?? "-", .loadBalancers),
            Evidence("domain_records.name", names, .domainRecords),
            Evidence("checks.target", "none of \(watched.count) leads to it", .uptimeChecks),
          ], fix: target.fix(named: balancer.name), note: UptimeTarget.costNote)))
  }
}

extension AccountView {
  /// Whether the records of all zones were read.
  fileprivate var hasAllRecords: Bool {
    isComplete(.domains) && facts.domains.allSatisfy { facts.domainRecords[$0.name] != nil }
  }
}
