extension Rule {
  /// A load balancer that opens a connection for every request.
  static let noBackendKeepalive = Rule(
    "DO-PERF-007", .performance, .low, .quick,
    title: "Load balancer backend keep-alive off",
    why:
      "For each request the load balancer opens a new connection to a Droplet. Keeping connections open saves that time on every request, and processor time on both sides.",
    condition: "enable_backend_keepalive is false, and a forwarding rule has the target protocol http or https.",
    guards:
      "Load balancers that only pass on TCP or UDP are fine. The command replaces the whole configuration of the load balancer, so it repeats every attribute as it was read.",
    subjects: [.loadBalancers],
    references: ["https://docs.digitalocean.com/products/networking/load-balancers/details/features/"]
  ) { account in
    account.regionalLoadBalancers.map { $0.judged(keepaliveOutcome($0)) }
  }

  private static func keepaliveOutcome(_ balancer: LoadBalancer) -> Outcome {
    guard let rules = balancer.forwardingRules else { return .notAssessed("its forwarding rules were not read") }
    guard rules.contains(where: { ["http", "https"].contains($0.targetProtocol) }) else { return .pass }
    guard let isOn = balancer.enableBackendKeepalive else { return .notAssessed("its keep-alive was not read") }
    guard !isOn else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("enable_backend_keepalive", "false", .loadBalancers),
          Evidence("forwarding_rules", rules.map(\.words).joined(separator: " "), .loadBalancers),
        ],
        fix: LoadBalancerFix.lines(balancer, annotations: [("enable-backend-keepalive", "true")]) {
          $0.enableBackendKeepalive = true
        }))
  }
}
