extension Rule {
  /// A health check that sees an open port and not whether the application answers.
  static let healthCheckWithoutHTTP = Rule(
    "DO-REL-014", .reliability, .low, .quick,
    title: "Load balancer health check is TCP only on an HTTP service",
    why:
      "An application that hangs or answers with errors still accepts connections, so that it keeps getting requests.",
    condition:
      "The protocol of the health check is tcp, and a forwarding rule has the target protocol http, https or http2.",
    guards:
      "Follow the advice only with a path that answers with 200 while the application works. The command replaces the whole configuration of the load balancer, so it repeats every attribute as it was read.",
    subjects: [.loadBalancers],
    references: [
      "https://docs.digitalocean.com/products/networking/load-balancers/details/features/"
    ]
  ) { account in
    account.regionalLoadBalancers.map { $0.judged(checkOutcome($0)) }
  }

  private static func checkOutcome(_ balancer: LoadBalancer) -> Outcome {
    guard let rules = balancer.forwardingRules else { return .notAssessed("its forwarding rules were not read") }
    guard let check = balancer.healthCheck, let name = check.protocol else {
      return .notAssessed("its health check was not read")
    }
    guard name == "tcp", rules.contains(where: \.hasHTTPTarget) else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("health_check", check.words, .loadBalancers),
          Evidence("forwarding_rules", rules.map(\.words).joined(separator: " "), .loadBalancers),
        ], fix: checkFix(balancer, check, rules)))
  }

  private static func checkFix(
    _ balancer: LoadBalancer, _ check: LoadBalancer.HealthCheck, _ rules: [LoadBalancer.ForwardingRule]
  ) -> [Fix.Line] {
    let target = rules.first { $0.targetPort == check.port && $0.hasHTTPTarget } ?? rules.first(where: \.hasHTTPTarget)
    let name = target?.targetProtocol == "http" ? "http" : "https"
    let path = check.path.flatMap { $0.isEmpty ? nil : $0 }
    let known: Fix.Line? =
      path == nil ? .note("Fill in a path that answers with 200 while the application works, such as /health.") : nil
    let annotations: [(name: String, value: ShellText)] = [
      ("healthcheck-protocol", "\(name)"), ("healthcheck-path", path.map { "\($0)" } ?? "\(fill: "health_path")"),
    ]
    let lines = LoadBalancerFix.lines(balancer, annotations: annotations) { changed in
      changed.healthCheck = check
      changed.healthCheck?.protocol = name
      changed.healthCheck?.path = path ?? "<health_path>"
      if check.port == nil { changed.healthCheck?.port = target?.targetPort }
    }
    return [known].compactMap { $0 } + (path == nil ? lines.map(\.withBlanks) : lines)
  }
}
