/// What rules about load balancers have in common.
extension AccountView {
  /// The load balancers that no cluster keeps.
  package var ownLoadBalancers: [LoadBalancer] { facts.loadBalancers.filter { !Ownership.isOfCluster($0) } }

  /// The load balancers with forwarding rules; global ones have none.
  package var regionalLoadBalancers: [LoadBalancer] { facts.loadBalancers.filter { $0.type != "GLOBAL" } }

  /// Judges each load balancer with forwarding rules by its metrics. One without cannot be judged.
  func judgeLoadBalancers(_ outcome: (LoadBalancer, LoadBalancerMetrics) -> Outcome) -> [Judgement] {
    regionalLoadBalancers.map { balancer in
      let metrics = facts.loadBalancerMetrics[balancer.id]
      return balancer.judged(metrics.map { outcome(balancer, $0) } ?? .notAssessed("its metrics were not read"))
    }
  }

  /// What a load balancer costs in a month, and how that was computed.
  package func cost(of balancer: LoadBalancer) -> Saving {
    if let rate = runRates.monthly(balancer.id) {
      return Saving(rate, "\(NumberText.money(rate)) by the invoice of this month", .invoice)
    }
    let units = Self.units(of: balancer)
    let price = prices.loadBalancerNode
    return Saving(
      Double(units) * price, "\(units) \(units == 1 ? "node" : "nodes") × \(NumberText.money(price))",
      .table(prices.date))
  }

  /// What some nodes of a load balancer cost in a month, and how that was computed.
  package func cost(ofNodes nodes: Int, of balancer: LoadBalancer) -> Saving {
    let units = Self.units(of: balancer)
    let noun = nodes == 1 ? "node" : "nodes"
    if let rate = runRates.monthly(balancer.id) {
      let price = rate / Double(units)
      let formula = "\(nodes) \(noun) × \(NumberText.money(rate)) by the invoice of this month / \(units)"
      return Saving(Double(nodes) * price, formula, .invoice)
    }
    let price = prices.loadBalancerNode
    return Saving(Double(nodes) * price, "\(nodes) \(noun) × \(NumberText.money(price))", .table(prices.date))
  }

  /// How many nodes a load balancer has. Old regions have sizes instead, which stand for so many.
  package static func units(of balancer: LoadBalancer) -> Int {
    if let units = balancer.sizeUnit { return max(units, 1) }
    switch balancer.size {
    case "lb-medium": return 3
    case "lb-large": return 6
    default: return 1
    }
  }

  /// The addresses of a load balancer.
  package static func addresses(of balancer: LoadBalancer) -> [String] {
    [balancer.ip, balancer.ipv6].compactMap { $0 }.map(comparable).filter { !$0.isEmpty }
  }

  /// What the project of a resource is for, by the project that the resource itself names or by the resources of projects; the second value
  /// says whether that could be found out.
  package func environment(of urn: URN, projectID: String?) -> (ProjectEnvironment?, isKnown: Bool) {
    if let projectID, let project = facts.projects.first(where: { $0.id == projectID }) {
      return (project.environment.flatMap(ProjectEnvironment.init), true)
    }
    return (environment(of: urn), project(of: urn) != nil || hasAllProjectResources)
  }

  /// Whether all projects were read with all that is in them.
  package var hasAllProjectResources: Bool {
    isComplete(.projects) && isComplete(.projectResources)
      && facts.projects.allSatisfy { facts.projectResources[$0.id] != nil }
  }
}
