extension Rule {
  /// A load balancer some of whose backends do not answer.
  static let failingBackends = Rule(
    "DO-REL-013", .reliability, .high, .moderate,
    title: "Load balancer backends failing health checks",
    why:
      "The load balancer sends nothing to backends that fail, so that the others carry their load until they fail too.",
    condition: "In the last 15 minutes a health check of a backend failed, or a backend was down.",
    guards:
      "With externalTrafficPolicy: Local most nodes of a Kubernetes cluster fail by design, so that load balancers of clusters or with nodes behind them are left alone, and so are global ones. Without metrics nothing is said.",
    subjects: [.loadBalancers],
    needs: [.loadBalancerMetrics, .kubernetesClusters, .droplets], scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/networking/load-balancers/how-to/manage/"]
  ) { account in
    let tagged = account.taggedDroplets
    return account.ownLoadBalancers.filter { $0.type != "GLOBAL" && !hasNodes($0, tagged, account) }
      .map { $0.judged(healthOutcome($0, account)) }
  }

  private static func hasNodes(_ balancer: LoadBalancer, _ tagged: TaggedDroplets, _ account: AccountView) -> Bool {
    let backends = tagged.backends(of: balancer) ?? balancer.dropletIDs ?? []
    return backends.contains(where: account.ownership.nodes.contains)
  }

  private static func healthOutcome(_ balancer: LoadBalancer, _ account: AccountView) -> Outcome {
    guard let metrics = account.facts.loadBalancerMetrics[balancer.id] else {
      return .notAssessed("its metrics were not read")
    }
    let failing = metrics.failingBackends ?? []
    let downtime = metrics.downtime ?? 0
    guard failing.isEmpty, downtime <= 0 else { return .fail(healthFailure(balancer, failing, metrics, account)) }
    guard metrics.failingBackends != nil, metrics.downtime != nil else {
      return .notAssessed("there are no samples of the last 15 minutes")
    }
    return .pass
  }

  private static func healthFailure(
    _ balancer: LoadBalancer, _ failing: [String], _ metrics: LoadBalancerMetrics, _ account: AccountView
  ) -> Failure {
    let names = account.names(of: failing.map { ResourceID($0) })
    let downtime = metrics.downtime.map { NumberText.text($0) + " s" } ?? "-"
    return Failure(
      [
        Evidence("droplets_health_checks", names, .loadBalancerMetrics),
        Evidence("droplets_downtime", downtime, .loadBalancerMetrics),
        Evidence("health_check", balancer.healthCheck?.words ?? "-", .loadBalancers),
      ], fix: [.run("doctl compute load-balancer get \(balancer.id)")])
  }
}
