extension Rule {
  /// A certificate that clients will soon no longer accept.
  static let expiringCertificate = Rule(
    "DO-SEC-017", .security, .high, .quick,
    title: "Certificate expires soon or is in error",
    why:
      "When a certificate expires, browsers and programs refuse to connect. Certificates of Let's Encrypt are renewed a month ahead: one with two weeks left was not renewed, and something has to be repaired first.",
    condition:
      "A certificate of your own has less than 30 days left, one of Let's Encrypt less than 14, or the state of a certificate is error. The severity is critical with less than 3 days left.",
    guards:
      "A certificate that no load balancer and no CDN endpoint uses is of low severity, however little time it has left. Where not all of them were read and none is known to use it, it is not assessed.",
    subjects: [.certificates],
    references: ["https://docs.digitalocean.com/products/networking/load-balancers/how-to/ssl-termination/"]
  ) { account in
    let users = CertificateUsers.byCertificate(account.facts)
    let zones = Set(account.facts.domains.map { AccountView.comparable($0.name) })
    return account.facts.certificates.map {
      $0.judged(certificateOutcome($0, users[$0.id] ?? CertificateUsers(), zones, account))
    }
  }

  private static func certificateOutcome(
    _ certificate: Certificate, _ users: CertificateUsers, _ zones: Set<String>, _ account: AccountView
  ) -> Outcome {
    let left = account.days(since: certificate.notAfter).map { -$0 }
    if certificate.state != "error" {
      guard let left else { return .notAssessed("it is not known when it expires") }
      if left >= 30 { return .pass }
      switch certificate.type {
      case "custom": break
      case "lets_encrypt": if left >= 14 { return .pass }
      default: return .notAssessed("its type is not known")
      }
    }
    guard !users.isEmpty || account.isComplete(.loadBalancers) && account.isComplete(.cdnEndpoints) else {
      return .notAssessed("it is not known whether something uses it")
    }
    return .fail(certificateFailure(certificate, users, zones, left, account))
  }

  private static func certificateFailure(
    _ certificate: Certificate, _ users: CertificateUsers, _ zones: Set<String>, _ left: Double?, _ account: AccountView
  ) -> Failure {
    let severity: Severity? =
      if users.isEmpty { .low } else if let left, left < 3 { .critical } else { nil }
    return Failure(
      [
        Evidence("name", certificate.name ?? "-", .certificates),
        Evidence("dns_names", certificate.dnsNames ?? [], .certificates),
        Evidence("not_after", certificate.notAfter, .certificates),
        Evidence("type", certificate.type ?? "-", .certificates),
        Evidence("state", certificate.state ?? "-", .certificates),
        Evidence("forwarding_rules.certificate_id", users.balancers.map(\.id), .loadBalancers),
        Evidence("endpoints.certificate_id", users.endpoints.map(\.id), .cdnEndpoints),
      ],
      fix: users.isEmpty ? [deletion(certificate)] : replacement(certificate, users, zones, account),
      severity: severity,
      title: users.isEmpty ? "Unused certificate expires soon or is in error" : nil)
  }

  private static func deletion(_ certificate: Certificate) -> Fix.Line {
    .run("doctl compute certificate delete \(certificate.id)", .irreversible)
  }

  private static func replacement(
    _ certificate: Certificate, _ users: CertificateUsers, _ zones: Set<String>, _ account: AccountView
  ) -> [Fix.Line] {
    let balancers = users.balancers.map { balancer -> Fix.Line in
      .note("Then put the id of the new certificate into the forwarding rules of the load balancer \(balancer.id).")
    }
    let endpoints = users.endpoints.map { endpoint -> Fix.Line in
      let domain: ShellText = endpoint.customDomain.map { "\($0)" } ?? "\(fill: "domain")"
      return .run(
        "doctl compute cdn update \(endpoint.id) --domain \(domain) --certificate-id \(fill: "new_certificate_id")")
    }
    return [.run(creation(certificate, zones, account))] + balancers + endpoints + [deletion(certificate)]
  }

  /// Let's Encrypt answers for names whose zones are kept by DigitalOcean; others need files.
  private static func creation(_ certificate: Certificate, _ zones: Set<String>, _ account: AccountView) -> ShellText {
    let names = certificate.dnsNames ?? []
    let name = account.plainName(certificate.name, "new")
    if certificate.type == "lets_encrypt" || names.allSatisfy({ isOurs($0, zones) }) {
      let list: ShellText = names.isEmpty ? "\(fill: "domain")" : "\(names.joined(separator: ","))"
      return "doctl compute certificate create --type lets_encrypt --name \(name) --dns-names \(list)"
    }
    return
      "doctl compute certificate create --type custom --name \(name) --private-key-path \(fill: "private_key_path") --leaf-certificate-path \(fill: "leaf_certificate_path") --certificate-chain-path \(fill: "certificate_chain_path")"
  }

  /// Whether a name is in one of the zones.
  private static func isOurs(_ name: String, _ zones: Set<String>) -> Bool {
    let labels = AccountView.comparable(name).split(separator: ".", omittingEmptySubsequences: false)
    return labels.indices.contains { zones.contains(labels[$0...].joined(separator: ".")) }
  }
}

/// What serves a certificate.
private struct CertificateUsers {
  var balancers: [LoadBalancer] = []
  var endpoints: [CDNEndpoint] = []

  /// What serves each certificate, by its id.
  static func byCertificate(_ facts: AccountFacts) -> [String: CertificateUsers] {
    var users: [String: CertificateUsers] = [:]
    for balancer in facts.loadBalancers {
      let ids =
        (balancer.forwardingRules ?? []).map(\.certificateID) + (balancer.domains ?? []).map(\.certificateID)
      for id in Set(ids.compactMap { $0 }) { users[id, default: CertificateUsers()].balancers.append(balancer) }
    }
    for endpoint in facts.cdnEndpoints {
      if let id = endpoint.certificateID { users[id, default: CertificateUsers()].endpoints.append(endpoint) }
    }
    return users
  }

  var isEmpty: Bool { balancers.isEmpty && endpoints.isEmpty }
}
