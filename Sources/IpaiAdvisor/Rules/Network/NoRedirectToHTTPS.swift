extension Rule {
  /// A load balancer that answers in plain text although it has TLS.
  static let noRedirectToHTTPS = Rule(
    "DO-SEC-014", .security, .medium, .quick,
    title: "Load balancer serves HTTP without redirect to HTTPS",
    why:
      "Whoever follows an old link or types the address stays on plain HTTP, where passwords and cookies can be read on the way.",
    condition:
      "There is a forwarding rule with the entry protocol http and one with https, http2 or http3 where the load balancer ends TLS, and redirect_http_to_https is false.",
    guards:
      "Where TLS is passed through to the backends the redirect does not apply, and the load balancer passes. The command replaces the whole configuration of the load balancer, so it repeats every attribute as it was read.",
    subjects: [.loadBalancers],
    references: ["https://docs.digitalocean.com/products/networking/load-balancers/how-to/ssl-termination/"]
  ) { account in
    account.regionalLoadBalancers.map { $0.judged(redirectOutcome($0)) }
  }

  private static func redirectOutcome(_ balancer: LoadBalancer) -> Outcome {
    guard let rules = balancer.forwardingRules else { return .notAssessed("its forwarding rules were not read") }
    guard rules.contains(where: { $0.entryProtocol == "http" }), rules.contains(where: \.endsTLS) else { return .pass }
    guard let redirects = balancer.redirectHTTPToHTTPS else { return .notAssessed("its redirect was not read") }
    guard !redirects else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("forwarding_rules", rules.map(\.words).joined(separator: " "), .loadBalancers),
          Evidence("redirect_http_to_https", "false", .loadBalancers),
        ],
        fix: LoadBalancerFix.lines(balancer, annotations: [("redirect-http-to-https", "true")]) {
          $0.redirectHTTPToHTTPS = true
        }))
  }
}
