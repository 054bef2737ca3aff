extension Rule {
  /// A load balancer to which clients speak in plain text alone.
  static let loadBalancerWithoutTLS = Rule(
    "DO-SEC-015", .security, .high, .moderate,
    title: "Load balancer has no TLS entry",
    why:
      "Everything that goes through it can be read and changed on the way: passwords, cookies and whatever people send.",
    condition:
      "All forwarding rules have the entry protocol http. The severity is high for load balancers that are reachable from the internet, and low for internal ones.",
    guards:
      "TLS may end on the backends, so that a rule for tcp, such as one for port 443, counts as TLS. Load balancers without forwarding rules and global ones are not judged.",
    subjects: [.loadBalancers],
    references: ["https://docs.digitalocean.com/products/networking/load-balancers/how-to/ssl-termination/"]
  ) { account in
    let names = HostNames(account)
    return account.regionalLoadBalancers.map { $0.judged(tlsOutcome($0, names.names(of: $0), account)) }
  }

  private static func tlsOutcome(_ balancer: LoadBalancer, _ names: [String], _ account: AccountView) -> Outcome {
    guard let rules = balancer.forwardingRules else { return .notAssessed("its forwarding rules were not read") }
    guard !rules.isEmpty, rules.allSatisfy({ $0.entryProtocol == "http" }) else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("forwarding_rules", rules.map(\.words).joined(separator: " "), .loadBalancers),
          Evidence("network", balancer.network ?? "EXTERNAL", .loadBalancers),
          Evidence("ip", balancer.ip ?? "-", .loadBalancers),
          Evidence("domain_records.data", names, .domainRecords),
        ],
        fix: tlsFix(balancer, rules, names, account),
        severity: balancer.network == "INTERNAL" ? .low : nil))
  }

  private static func tlsFix(
    _ balancer: LoadBalancer, _ rules: [LoadBalancer.ForwardingRule], _ names: [String], _ account: AccountView
  ) -> [Fix.Line] {
    let domains: ShellText = names.isEmpty ? "\(fill: "domain")" : "\(names.joined(separator: ","))"
    let certificate: Fix.Line = .run(
      "doctl compute certificate create --type lets_encrypt --name \(account.plainName(balancer.name, "tls")) --dns-names \(domains)"
    )
    if Ownership.isOfCluster(balancer) {
      return [certificate]
        + LoadBalancerFix.lines(
          balancer, annotations: [("protocol", "https"), ("certificate-id", "\(fill: "certificate_id")")]
        ) { _ in }
    }
    let port = (rules.first { $0.entryPort == 80 } ?? rules.first)?.targetPort ?? 80
    return [
      certificate,
      .run(
        "doctl compute load-balancer add-forwarding-rules \(balancer.id) --forwarding-rules entry_protocol:https,entry_port:443,target_protocol:http,target_port:\(port),certificate_id:\(fill: "certificate_id")"
      ),
    ]
  }
}
