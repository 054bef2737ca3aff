extension Rule {
  /// A load balancer that is about to turn connections away.
  static let busyLoadBalancer = Rule(
    "DO-PERF-004", .performance, .high, .quick,
    title: "Load balancer near its limits",
    why:
      "Connections above the limit are refused, and with busy processors every answer takes longer. One more node raises both limits.",
    condition:
      "Over the last 24 hours the 95th percentile of the connections was above 80 % of those that are allowed, or that of the processors above 80 %.",
    guards:
      "A load balancer can be resized once a minute at most and has no more than 100 nodes. The command replaces the whole configuration of the load balancer, so it repeats every attribute as it was read. At least 80 % of the samples have to be there.",
    subjects: [.loadBalancers],
    needs: [.loadBalancerMetrics],
    references: ["https://docs.digitalocean.com/products/networking/load-balancers/how-to/scale/"]
  ) { account in
    account.judgeLoadBalancers { limitOutcome($0, $1, account) }
  }

  private static func limitOutcome(
    _ balancer: LoadBalancer, _ metrics: LoadBalancerMetrics, _ account: AccountView
  ) -> Outcome {
    let connections = metrics.connections?.day.flatMap { $0.isCovered ? $0.p95 : nil }
    let cpu = metrics.cpu?.day.flatMap { $0.isCovered ? $0.p95 : nil }
    if (connections ?? 0) > 0.8 || (cpu ?? 0) > 0.8 {
      return .fail(limitFailure(balancer, connections, cpu, account))
    }
    guard connections != nil, cpu != nil else { return .notAssessed("there are too few samples of the last 24 hours") }
    return .pass
  }

  private static func limitFailure(
    _ balancer: LoadBalancer, _ connections: Double?, _ cpu: Double?, _ account: AccountView
  ) -> Failure {
    let units = AccountView.units(of: balancer)
    let cost = account.cost(ofNodes: 1, of: balancer)
    return Failure(
      [
        Evidence("connections.p95_24h", connections.map(NumberText.percent) ?? "-", .loadBalancerMetrics),
        Evidence("cpu.p95_24h", cpu.map(NumberText.percent) ?? "-", .loadBalancerMetrics),
        Evidence("size_unit", Double(units), .loadBalancers),
      ],
      saving: Saving(-cost.monthly, cost.formula, cost.source),
      fix: limitFix(balancer, units))
  }

  private static func limitFix(_ balancer: LoadBalancer, _ units: Int) -> [Fix.Line] {
    if units >= 100 { return [.note("It has 100 nodes, which is the most: spread its traffic over two.")] }
    // Adding to the nodes that a size stands for would shrink it where nodes cannot be counted.
    if balancer.sizeUnit == nil {
      return [
        .note("Its region has sizes instead of nodes: create a larger load balancer, and move its DNS names to it.")
      ]
    }
    return LoadBalancerFix.lines(balancer, annotations: [("size-unit", "\(units + 1)")]) { $0.sizeUnit = units + 1 }
  }
}
