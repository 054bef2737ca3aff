@testable import IpaiAdvisor
import IpaiCore

/// Assessments and rules to make reports of.
enum TestReport {
  /// Names that people do not give, and attackers do.
  static let hostileNames = [
    #""quoted", 'twice' & <b>bold</b>"#, "two\nlines\r\nand\ttabs", "\u{1B}[31mred\u{1B}[0m\u{1B}]0;title\u{7}\u{9B}1m",
    "$(reboot) `id` ; rm -rf /",
    "<script>alert(1)</script><img src=x onerror=alert(2)>", "\u{202E}gpj.exe\u{2066}\u{200F}\u{061C}",
    "=HYPERLINK(\"http://evil\")",
    "@everyone [click](https://evil.example) https://evil.example #1 | cell |", "](0) {0} {1}",
    "\u{2028}line\u{2029}paragraph\u{0}",
    "`\u{301}|\u{301}<\u{301}script>\"\u{301},x", "-1+1", "DO00ABCDEFGH12345678 dop_v1_0123456789abcdef", "שלום עולם",
    "../../etc/passwd?x#y%2e", "",
  ]

  static let readAt = FactTime("2026-11-01T00:00:00Z") ?? FactTime(Timestamp(seconds: 0))
  static let earlier = FactTime("2026-10-01T12:30:00Z") ?? FactTime(Timestamp(seconds: 0))

  static let rules = [
    rule("DO-COST-001", .cost, .medium, "Powered-off Droplet is still billed", [.droplets, .gpuDroplets]),
    rule("DO-COST-004", .cost, .low, "Unattached volume", [.volumes]),
    rule("DO-OPS-001", .operations, .info, "Resource is in no project", [.projects]),
    rule("DO-REL-001", .reliability, .high, "Droplet without backups", [.droplets]),
    rule("DO-SEC-003", .security, .critical, "Firewall opens all ports to the internet", [.firewalls]),
  ]

  private static func rule(
    _ id: String, _ category: RuleCategory, _ severity: Severity, _ title: String, _ subjects: [IpaiAdvisor.Collection]
  ) -> Rule {
    Rule(
      id, category, severity, .quick, title: title, why: "It matters: \(title.lowercased()).", condition: "It is so.",
      guards: "Tags to keep things are looked at.", subjects: subjects,
      references: ["https://docs.digitalocean.com/\(id.lowercased())/"]
    ) { _ in [] }
  }

  static func finding(
    _ rule: String = "DO-COST-001", _ key: String = "1", name: String = "web-1", severity: Severity? = nil,
    saving: Double? = nil, source: String = "api", subKey: String? = nil, title: String? = nil, note: String? = nil
  ) -> Finding {
    let known = rules.first { $0.id == rule }
    let urn = URN(rule.hasPrefix("DO-SEC") ? .firewall : .droplet, key)
    return Finding(
      fingerprint: Fingerprint.of(rule: rule, urn: urn, subKey: subKey), rule: rule, category: known?.category ?? .cost,
      severity: severity ?? known?.severity ?? .low, effort: .quick, title: title ?? known?.title ?? "Old rule",
      urn: urn,
      name: name, region: "fra1", project: "Shop", environment: .production, subKey: subKey, price: 10,
      evidence: [
        .init(path: "status", value: "off", endpoint: "GET /v2/droplets", readAt: readAt),
        .init(path: "name", value: name, endpoint: "GET /v2/droplets", readAt: readAt),
      ],
      saving: saving.map {
        .init(monthly: $0, formula: "24.00 (size.price_monthly)", source: source, certainty: .estimate)
      },
      fix: [
        .init(text: "doctl compute droplet-action snapshot \(key) --wait", effect: .needsDowntime),
        .init(text: "doctl compute droplet delete \(key)", effect: .irreversible),
        .init(text: "# Then look at the DNS", effect: nil),
      ], note: note)
  }

  static func context(
    _ assessment: Assessment? = nil, account: String = "Team Shop",
    suppressed: [String: ReportContext.Suppression] = [:]
  ) -> ReportContext {
    let seen = (assessment?.findings ?? []).map { ($0.fingerprint, earlier) }
    return ReportContext(
      account: account, readAt: readAt, version: "1.2.3",
      firstSeen: Dictionary(seen, uniquingKeysWith: { first, _ in first }), suppressions: suppressed,
      score: assessment.map { ScoreSummary(score($0)) })
  }

  static func score(_ assessment: Assessment) -> Score {
    Score(assessment, firstSeen: [:], now: readAt.timestamp, rules: rules)
  }

  /// Why two findings of the account are left.
  static let suppressions = [
    assessment.findings[1].fingerprint: ReportContext.Suppression(
      reason: "The network behind it is closed.", owner: "ops@example.com", expires: FactTime("2027-01-01T00:00:00Z")),
    assessment.findings[6].fingerprint: ReportContext.Suppression(reason: "Kept for the migration in December"),
  ]

  /// What became of the findings of the account since an earlier scan.
  static let changes = Dictionary(
    uniqueKeysWithValues: assessment.findings.enumerated().map { index, finding in
      (finding.fingerprint, [FindingChange.new, .newlyJudged, .changed, .unchanged][index % 4])
    })

  /// An account with something of everything.
  static let assessment = Assessment(
    findings: [
      finding("DO-SEC-003", "f-1", name: "default", subKey: "tcp/0", note: "Two Droplets are behind it."),
      finding("DO-SEC-003", "f-2", name: "db", severity: .high),
      finding("DO-REL-001", "1", name: "web-1"),
      finding("DO-REL-001", "2", name: "web-2", saving: -4.8),
      finding("DO-COST-001", "3", name: "old build server", saving: 24),
      finding("DO-COST-001", "4", name: "db-replica", severity: .high, saving: 1_048.5, source: "invoice"),
      finding("DO-COST-004", "5", name: "pg-data", saving: 10, source: "table of 2026-08-07"),
      finding("DO-COST-004", "3", name: "old build server", saving: 5),
      finding("DO-OPS-001", "6", name: "playground"),
    ],
    tallies: rules.map { RuleTally(rule: $0.id, passed: 7, failed: 2, notAssessed: 1, passedSize: 70) },
    notAssessed: [
      NotAssessed(rule: "DO-COST-001", reason: "its actions were not read", resources: 1),
      NotAssessed(rule: "DO-OPS-001", reason: "the token lacks project:read"),
    ])

  /// A finding for each hostile name, which stands wherever a name can.
  static let hostile = Assessment(
    findings: hostileNames.enumerated().map { index, name in
      var finding = finding(
        index.isMultiple(of: 2) ? "DO-SEC-003" : "DO-COST-001", name.isEmpty ? "0" : name, name: name, saving: 1,
        source: name,
        subKey: name, title: "Something about \(name)", note: name)
      finding.region = name
      finding.project = name
      finding.saving?.formula = name
      finding.fix.append(.init(text: "doctl compute droplet delete '\(name)'", effect: nil))
      return finding
    }, tallies: rules.map { RuleTally(rule: $0.id) },
    notAssessed: hostileNames.map { NotAssessed(rule: "DO-COST-004", reason: "because of \($0)", resources: 1) })

  /// True for a text that has what a terminal acts on, or what turns the direction of text.
  static func isActive(_ text: String, lineBreaks: Set<Unicode.Scalar> = ["\n"]) -> Bool {
    text.unicodeScalars.contains { scalar in
      if lineBreaks.contains(scalar) { return false }
      return [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }
  }
}
