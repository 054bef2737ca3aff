extension Rule {
  /// A load balancer that allows old ciphers.
  static let weakTLSPolicy = Rule(
    "DO-SEC-016", .security, .low, .quick,
    title: "Load balancer TLS policy is not STRONG",
    why: "The policy DEFAULT keeps ciphers for old clients that today's browsers do not need. STRONG leaves them out.",
    condition:
      "The load balancer ends TLS for https, http2 or http3, and its TLS policy is not STRONG. A policy that is not set is DEFAULT, as DigitalOcean documents.",
    guards:
      "Where TLS is passed through, the backends choose the ciphers, and the load balancer passes. Old clients may no longer connect, which is why the severity is low.",
    subjects: [.loadBalancers],
    references: ["https://docs.digitalocean.com/products/networking/load-balancers/how-to/manage/"]
  ) { account in
    account.regionalLoadBalancers.map { $0.judged(policyOutcome($0)) }
  }

  private static func policyOutcome(_ balancer: LoadBalancer) -> Outcome {
    guard let rules = balancer.forwardingRules else { return .notAssessed("its forwarding rules were not read") }
    guard balancer.tlsCipherPolicy != "STRONG", rules.contains(where: \.endsTLS) else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("tls_cipher_policy", balancer.tlsCipherPolicy ?? "not set, which is DEFAULT", .loadBalancers),
          Evidence("forwarding_rules", rules.map(\.words).joined(separator: " "), .loadBalancers),
        ],
        fix: LoadBalancerFix.lines(balancer, annotations: []) { $0.tlsCipherPolicy = "STRONG" }))
  }
}
