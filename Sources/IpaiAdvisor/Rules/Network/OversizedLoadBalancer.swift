extension Rule {
  /// A load balancer with more nodes than its traffic needs.
  static let oversizedLoadBalancer = Rule(
    "DO-COST-012", .cost, .low, .moderate,
    title: "Load balancer with more nodes than its traffic needs",
    why: "Each node of a load balancer is billed, and this one would carry its traffic with fewer.",
    condition:
      "There is more than one node, and over the last 14 days the 95th percentile of the connections was below 30 % of those that are allowed and that of the processors below 20 %. What is needed is the number of nodes times the larger of the two, divided by 0.6 and rounded up.",
    guards:
      "In Production projects two nodes stay, and so they do where the environment is not known. Load balancers of Kubernetes clusters and global ones are left alone. At least 80 % of the samples have to be there.",
    subjects: [.loadBalancers],
    needs: [.loadBalancerMetrics, .projects, .projectResources],
    references: ["https://docs.digitalocean.com/products/networking/load-balancers/how-to/scale/"]
  ) { account in
    account.ownLoadBalancers.filter { $0.type != "GLOBAL" && $0.sizeUnit != nil }
      .map { $0.judged(sizeOutcome($0, account)) }
  }

  private static func sizeOutcome(_ balancer: LoadBalancer, _ account: AccountView) -> Outcome {
    let units = AccountView.units(of: balancer)
    guard units > 1 else { return .pass }
    guard let metrics = account.facts.loadBalancerMetrics[balancer.id] else {
      return .notAssessed("its metrics were not read")
    }
    guard let connections = metrics.connections?.fortnight, connections.isCovered, let cpu = metrics.cpu?.fortnight,
      cpu.isCovered
    else { return .notAssessed("there are too few samples of the last 14 days") }
    guard connections.p95 < 0.3, cpu.p95 < 0.2 else { return .pass }
    let needed = neededNodes(balancer, busiest: max(connections.p95, cpu.p95), account)
    guard needed < units else { return .pass }
    return .fail(sizeFailure(balancer, needed, connections.p95, cpu.p95, account))
  }

  private static func neededNodes(_ balancer: LoadBalancer, busiest: Double, _ account: AccountView) -> Int {
    let environment = account.environment(of: balancer.urn, projectID: balancer.projectID)
    let least = environment.isKnown && environment.0 != .production ? 1 : 2
    return max(least, WholeNumber.up(Double(AccountView.units(of: balancer)) * busiest / 0.6))
  }

  private static func sizeFailure(
    _ balancer: LoadBalancer, _ needed: Int, _ connections: Double, _ cpu: Double, _ account: AccountView
  ) -> Failure {
    let units = AccountView.units(of: balancer)
    return Failure(
      [
        Evidence("size_unit", Double(units), .loadBalancers),
        Evidence("connections.p95_14d", NumberText.percent(connections), .loadBalancerMetrics),
        Evidence("cpu.p95_14d", NumberText.percent(cpu), .loadBalancerMetrics),
      ],
      saving: account.cost(ofNodes: units - needed, of: balancer),
      fix: LoadBalancerFix.lines(balancer, annotations: [("size-unit", "\(needed)")]) { $0.sizeUnit = needed },
      note: "\(needed) of \(units) nodes are enough for the traffic of the last 14 days.")
  }
}
