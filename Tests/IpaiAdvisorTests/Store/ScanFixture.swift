import IpaiCore

@testable import IpaiAdvisor

/// Scans and findings for tests.
enum ScanFixture {
  static let account = "0b91f4ce-0000-4000-8000-000000000001"
  static let start = Timestamp(seconds: 1_790_000_000)

  /// The time so many days after the start.
  static func day(_ number: Int64) -> Timestamp { Timestamp(seconds: start.seconds + number * 86_400) }

  /// A finding of a rule about a Droplet.
  static func finding(
    _ droplet: String, rule: String = "DO-COST-001", category: RuleCategory = .cost, severity: Severity = .medium,
    saving: Double? = nil, name: String? = nil, project: String? = nil
  ) -> Finding {
    let urn = URN(.droplet, droplet)
    return Finding(
      fingerprint: Fingerprint.of(rule: rule, urn: urn, subKey: nil), rule: rule, category: category,
      severity: severity, effort: .quick, title: "Droplet is powered off", urn: urn, name: name ?? "web-\(droplet)",
      region: "fra1", project: project, environment: .production, subKey: nil,
      evidence: [
        Finding.Proof(path: "status", value: "off", endpoint: "GET /v2/droplets", readAt: FactTime(start))
      ],
      saving: saving.map { Finding.Money(monthly: $0, formula: "\($0)", source: "api", certainty: .exact) },
      fix: [Finding.FixLine(text: "doctl compute droplet delete \(droplet)", effect: .irreversible)], note: nil)
  }

  /// A scan on a day, whose rules are those of the findings and `others`, which passed, and left some resources alone.
  static func scan(
    _ findings: [Finding], day number: Int64 = 0, account: String = account, rules others: [String] = ["DO-COST-001"],
    notAssessed: [NotAssessed] = [], states: [IpaiAdvisor.Collection: CollectionState] = [:],
    addresses: [String: URN] = [:], resources: Set<URN>? = nil, leftAlone: [ResourcePart]? = nil
  ) -> NewScan {
    var assessment = Assessment()
    assessment.findings = findings
    assessment.tallies = Set(findings.map(\.rule) + others).sorted().map { rule in
      var tally = RuleTally(rule: rule)
      tally.failed = findings.filter { $0.rule == rule }.count
      tally.passed = 1
      tally.leftAlone = leftAlone
      return tally
    }
    assessment.notAssessed = notAssessed
    return NewScan(
      account: account, accountName: "Sea Lab", readAt: day(number),
      finishedAt: Timestamp(seconds: day(number).seconds + 9), version: "1.2.3", score: 71.4, saving: 12.34,
      assessment: assessment, states: states, addresses: addresses, resources: resources)
  }
}

extension AdvisorStore {
  /// All findings of a scan that a filter keeps.
  func all(_ scan: Int, _ filter: FindingFilter = FindingFilter(), at now: Timestamp = ScanFixture.start) async throws
    -> [StoredFinding]
  {
    try await findings(of: scan, filter, FindingPageRequest(), at: now).findings
  }
}
