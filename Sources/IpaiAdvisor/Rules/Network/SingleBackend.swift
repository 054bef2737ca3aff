extension Rule {
  /// A load balancer that has nothing to balance.
  static let singleBackend = Rule(
    "DO-REL-012", .reliability, .medium, .moderate,
    title: "Load balancer with a single backend",
    why: "When the only Droplet behind it fails or restarts, everything behind the load balancer is down.",
    condition: "Exactly one Droplet is behind the load balancer, by its id or by the tag of the load balancer.",
    guards:
      "Load balancers of Kubernetes clusters list only some of their nodes and are left alone, and so are global ones. A second Droplet costs what the first does.",
    subjects: [.loadBalancers],
    references: ["https://docs.digitalocean.com/products/networking/load-balancers/"]
  ) { account in
    let tagged = account.taggedDroplets
    return account.ownLoadBalancers.filter { $0.type != "GLOBAL" }.map {
      $0.judged(backendOutcome($0, tagged, account))
    }
  }

  private static func backendOutcome(
    _ balancer: LoadBalancer, _ tagged: TaggedDroplets, _ account: AccountView
  ) -> Outcome {
    guard let backends = tagged.backends(of: balancer) else { return .notAssessed("its Droplets were not read") }
    guard backends.count == 1, let only = backends.first else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("name", balancer.name ?? "-", .loadBalancers),
          Evidence("droplet_ids", account.names(of: backends), .loadBalancers),
          Evidence("tag", balancer.tag.flatMap { $0.isEmpty ? nil : $0 } ?? "none", .loadBalancers),
        ],
        saving: costOfAnother(only, account),
        fix: [.run(addition(balancer))]))
  }

  private static func addition(_ balancer: LoadBalancer) -> ShellText {
    if let tag = balancer.tag, !tag.isEmpty {
      return "doctl compute droplet tag \(fill: "droplet_id") --tag-name \(tag)"
    }
    return "doctl compute load-balancer add-droplets \(balancer.id) --droplet-ids \(fill: "droplet_ids")"
  }

  private static func costOfAnother(_ id: ResourceID, _ account: AccountView) -> Saving? {
    guard let droplet = account.droplet(id), let cost = account.cost(of: droplet) else { return nil }
    return Saving(-cost.monthly, "one Droplet more at \(cost.formula)", cost.source, .estimate)
  }
}
