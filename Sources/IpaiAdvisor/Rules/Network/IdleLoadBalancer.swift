extension Rule {
  /// A load balancer that sends traffic to nothing.
  static let idleLoadBalancer = Rule(
    "DO-COST-011", .cost, .medium, .quick,
    title: "Load balancer without backends",
    why: "A load balancer is billed for each of its nodes whether it has somewhere to send traffic to or not.",
    condition:
      "The load balancer is active, was made more than a day ago, and has no Droplet, no target load balancer, and no tag or a tag that no Droplet has.",
    guards:
      "Load balancers of Kubernetes clusters are left alone: delete their Service instead. Its address is lost when the load balancer is deleted, so change the DNS records that name it first.",
    subjects: [.loadBalancers],
    scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/networking/load-balancers/details/pricing/"]
  ) { account in
    let tagged = account.taggedDroplets
    return account.ownLoadBalancers.map { $0.judged(idleOutcome($0, tagged, account)) }
  }

  private static func idleOutcome(
    _ balancer: LoadBalancer, _ tagged: TaggedDroplets, _ account: AccountView
  ) -> Outcome {
    guard balancer.status == "active" else { return .pass }
    if !(balancer.targetLoadBalancerIDs ?? []).isEmpty || !(balancer.dropletIDs ?? []).isEmpty { return .pass }
    let isGlobal = balancer.type == "GLOBAL"
    guard let backends = tagged.backends(of: balancer) ?? (isGlobal ? [] : nil) else {
      return .notAssessed("its Droplets were not read")
    }
    guard backends.isEmpty else { return .pass }
    guard balancer.createdAt != nil else { return .notAssessed("it is not known when it was made") }
    guard account.isOlder(balancer.createdAt, days: 1) else { return .pass }
    return .fail(idleFailure(balancer, account))
  }

  private static func idleFailure(_ balancer: LoadBalancer, _ account: AccountView) -> Failure {
    let records = account.records(pointingAt: AccountView.addresses(of: balancer))
    return Failure(
      [
        Evidence("name", balancer.name ?? "-", .loadBalancers),
        Evidence("ip", balancer.ip ?? "-", .loadBalancers),
        Evidence("type", balancer.type ?? "-", .loadBalancers),
        Evidence("size_unit", Double(AccountView.units(of: balancer)), .loadBalancers),
        Evidence("droplet_ids", [], .loadBalancers),
        Evidence("tag", balancer.tag.flatMap { $0.isEmpty ? nil : $0 } ?? "none", .loadBalancers),
        Evidence("forwarding_rules", (balancer.forwardingRules ?? []).map(\.words), .loadBalancers),
      ],
      saving: account.cost(of: balancer),
      fix: [.run("doctl compute load-balancer delete \(balancer.id)", .irreversible)],
      note: records.isEmpty ? nil : "These DNS records name it: " + records.joined(separator: ", "))
  }
}
