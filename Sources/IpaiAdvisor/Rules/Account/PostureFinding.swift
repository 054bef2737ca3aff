extension Rule {
  /// What DigitalOcean's own posture management found.
  static let postureFinding = Rule(
    "DO-SEC-030", .security, .info, .quick,
    title: "DigitalOcean CSPM finding (imported)",
    why:
      "DigitalOcean's own posture management looks at things that the API does not show, such as whether the members of a team use two-factor authentication.",
    condition:
      "The latest posture scan is complete, and the resource is among those that one of its findings affects.",
    guards:
      "Findings that somebody suppressed there are left alone, and so are those that a rule of this advisor shows for the same resource already. Without posture management, or before its first scan, nothing is judged. Its rules for Droplets and databases come with paid plans only. The severity that DigitalOcean gives is part of the evidence.",
    subjects: [.securityScan],
    needs: [.securitySettings, .securityAffected],
    references: ["https://docs.digitalocean.com/products/cspm/concepts/findings-and-severity/"]
  ) { account in
    guard let scan = account.facts.securityScan else {
      return [whole(account, .notAssessed("there is no scan"))]
    }
    if let reason = obstacle(scan) { return [whole(account, .notAssessed(reason))] }
    let suppressions = Set(
      account.facts.securitySettings.map { Suppressed($0.ruleUUID, $0.resourceID, account.facts) })
    var twins = PostureTwins(account)
    let found = (scan.findings ?? []).flatMap { judgements($0, scan, suppressions, &twins, account) }
    return found.allSatisfy { $0.outcome == .leftAlone } ? found + [whole(account, .pass)] : found
  }

  private struct Suppressed: Hashable {
    let rule: String
    let resource: String

    init(_ rule: String?, _ resource: String?, _ facts: AccountFacts) {
      self.rule = rule ?? ""
      let urn = URN(resource ?? "")
      // An id without a kind may be that of the person, which no resource has.
      let name = urn.key.isEmpty && resource == facts.account?.uuid ? URN(.account, resource ?? "") : urn
      self.resource = name.key.isEmpty ? resource ?? "" : String(facts.resolved(name).key)
    }
  }

  /// What a rule says about the account as a whole.
  private static func whole(_ account: AccountView, _ outcome: Outcome, subKey: String? = nil) -> Judgement {
    let info = account.facts.account
    return Judgement(info?.urn ?? URN(.account, "-"), name: info?.displayName, subKey: subKey, outcome)
  }

  private static func obstacle(_ scan: SecurityScan) -> String? {
    switch scan.status {
    case "COMPLETED": nil
    case "CSPM_NOT_ENABLED": "posture management is not enabled"
    case "SCAN_NOT_RUN": "posture management has not run a scan yet"
    case "IN_PROGRESS": "the scan of posture management is still running"
    default: "the latest scan of posture management is not completed"
    }
  }

  private static func judgements(
    _ finding: SecurityScan.Finding, _ scan: SecurityScan, _ suppressions: Set<Suppressed>, _ twins: inout PostureTwins,
    _ account: AccountView
  ) -> [Judgement] {
    guard let rule = finding.ruleUUID else { return [] }
    guard let affected = account.facts.securityAffected[rule] else {
      return [whole(account, .notAssessed("the affected resources of a finding were not read"), subKey: rule)]
    }
    let urns = Dictionary(
      affected.compactMap { resource in resource.urn.map { (account.facts.resolved(URN($0)), resource.name) } },
      uniquingKeysWith: { first, _ in first })
    var judgements: [Judgement] = []
    for (urn, name) in urns.sorted(by: { $0.key < $1.key }) where !urn.key.isEmpty {
      let isLeftAlone =
        suppressions.contains(Suppressed(rule, urn.text, account.facts)) || twins.show(finding.name ?? "", urn)
      judgements.append(
        Judgement(urn, name: name, subKey: rule, isLeftAlone ? .leftAlone : .fail(failure(finding, rule, scan))))
    }
    return judgements
  }

  private static func failure(_ finding: SecurityScan.Finding, _ rule: String, _ scan: SecurityScan) -> Failure {
    let steps = (finding.mitigationSteps ?? []).sorted { ($0.step ?? 0) < ($1.step ?? 0) }
      .map { [$0.title, $0.description].compactMap { $0 }.joined(separator: ": ") }
    return Failure(
      [
        Evidence("scan.findings.name", finding.name ?? "-", .securityScan),
        Evidence("scan.findings.severity", finding.severity ?? "-", .securityScan),
        Evidence("scan.findings.details", finding.details ?? "-", .securityScan),
        Evidence("scan.findings.mitigation_steps", steps, .securityScan),
        Evidence(
          "scan.findings.affected_resources_count", finding.affectedResourcesCount.map(String.init) ?? "-",
          .securityScan),
      ],
      fix: fix(finding, rule, scan) + steps.map { .note($0) },
      title: finding.name.map { "CSPM: " + $0 })
  }

  private static func fix(_ finding: SecurityScan.Finding, _ rule: String, _ scan: SecurityScan) -> [Fix.Line] {
    let severity = finding.severity?.lowercased() ?? "critical"
    let latest = Fix.Line.run("doctl security scans latest --severity \(severity)")
    guard let id = scan.id else { return [latest] }
    return [latest, .run("doctl security scans affected-resources \(id) --finding-uuid \(rule)")]
  }
}
