import Foundation
@testable import IpaiAdvisor
import Testing

/// What the schema and GitHub want of a file in SARIF; the golden is validated with the schema by `make check`.
struct SARIFReportTests {
  private typealias Object = [String: Any]

  private static func run(_ assessment: Assessment, _ context: ReportContext) throws -> [String: Any] {
    let json = try SARIFReport.json(assessment, context, rules: TestReport.rules)
    let log = try #require(try JSONSerialization.jsonObject(with: json) as? Object)
    #expect(Set(log.keys) == ["$schema", "version", "runs"])
    #expect(log["version"] as? String == "2.1.0")
    let runs = try #require(log["runs"] as? [Object])
    return try #require(runs.count == 1 ? runs.first : nil)
  }

  private static func rules(_ run: [String: Any]) throws -> [[String: Any]] {
    let driver = try #require((run["tool"] as? Object)?["driver"] as? Object)
    #expect(driver["name"] as? String == "ipai advisor" && driver["version"] as? String == "1.2.3")
    return try #require(driver["rules"] as? [Object])
  }

  @Test func isTheGolden() throws {
    let assessment = TestReport.assessment
    let suppressed = [
      assessment.findings[1].fingerprint: ReportContext.Suppression(
        reason: "closed network", owner: "ops", expires: FactTime("2027-01-01T00:00:00Z"))
    ]
    var context = TestReport.context(assessment, suppressed: suppressed)
    context.changes = TestReport.changes
    let json = try SARIFReport.json(assessment, context, rules: TestReport.rules)
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Goldens/report.sarif")
    if ProcessInfo.processInfo.environment["IPAI_WRITE_GOLDENS"] != nil { try json.write(to: file) }
    #expect(try Data(contentsOf: file) == json)
  }

  @Test func everyRuleHasWhatReadersShow() throws {
    let rules = try Self.rules(try Self.run(TestReport.assessment, TestReport.context()))
    #expect(rules.compactMap { $0["id"] as? String } == TestReport.rules.map(\.id))
    for (descriptor, rule) in zip(rules, TestReport.rules) {
      for key in ["shortDescription", "fullDescription", "help"] {
        let message = try #require(descriptor[key] as? Object)
        #expect((message["text"] as? String)?.isEmpty == false)
      }
      #expect((descriptor["help"] as? Object)?["markdown"] is String)
      #expect(descriptor["name"] as? String != nil)
      let level = (descriptor["defaultConfiguration"] as? Object)?["level"] as? String
      #expect(level == SARIFLog.Level(rule.severity).rawValue)
      let properties = try #require(descriptor["properties"] as? Object)
      #expect(properties["tags"] as? [String] == ["digitalocean", rule.category.rawValue])
      #expect((properties["security-severity"] != nil) == (rule.category == .security))
      #expect((properties["problem.severity"] != nil) == (rule.category != .security))
    }
  }

  @Test func everyResultHasItsRulePlaceAndFingerprint() throws {
    let run = try Self.run(TestReport.assessment, TestReport.context(TestReport.assessment))
    let rules = try Self.rules(run)
    let results = try #require(run["results"] as? [Object])
    #expect(results.count == TestReport.assessment.findings.count)
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      #expect(["error", "warning", "note"].contains(result["level"] as? String))
      #expect(((result["message"] as? Object)?["text"] as? String)?.isEmpty == false)
      let prints = try #require(result["partialFingerprints"] as? [String: String])
      let own = try #require(prints["ipaiAdvisor/v1"])
      #expect(prints["primaryLocationLineHash"] == own + ":1")
      let location = try #require((result["locations"] as? [Object])?.first)
      let artifact = (location["physicalLocation"] as? Object)?["artifactLocation"] as? Object
      #expect((artifact?["uri"] as? String)?.hasPrefix("digitalocean/") == true)
      let logical = try #require((location["logicalLocations"] as? [Object])?.first)
      let properties = try #require(result["properties"] as? Object)
      #expect(logical["fullyQualifiedName"] as? String == properties["urn"] as? String)
      #expect(logical["kind"] as? String == "resource")
      #expect((result["provenance"] as? Object)?["firstDetectionTimeUtc"] as? String == "2026-10-01T12:30:00Z")
      #expect(result["suppressions"] == nil)
    }
  }

  @Test(arguments: zip(Severity.allCases, ["note", "note", "warning", "error", "error"]))
  func levelsFollowTheSeverity(_ severity: Severity, _ level: String) {
    #expect(SARIFLog.Level(severity).rawValue == level)
  }

  @Test func suppressedResultsAreMarked() throws {
    let findings = TestReport.assessment.findings
    let context = TestReport.context(suppressed: [findings[0].fingerprint: .init(reason: "known", owner: "ops")])
    let run = try Self.run(TestReport.assessment, context)
    let results = try #require(run["results"] as? [Object])
    for result in results {
      let isSuppressed =
        (result["partialFingerprints"] as? [String: String])?["ipaiAdvisor/v1"] == findings[0].fingerprint
      let suppressions = try #require(result["suppressions"] as? [Object])
      #expect(suppressions.map { $0["justification"] as? String } == (isSuppressed ? ["known (ops)"] : []))
    }
  }

  /// Section 3.27.24: all results have a state, or none has.
  @Test func everyResultHasItsStateBesideAnEarlierRun() throws {
    var context = TestReport.context()
    context.changes = TestReport.changes
    let results = try #require(try Self.run(TestReport.assessment, context)["results"] as? [Object])
    let states = try results.map { result in
      let prints = try #require(result["partialFingerprints"] as? [String: String])
      let change = TestReport.changes[try #require(prints["ipaiAdvisor/v1"])]
      return (change, result["baselineState"] as? String)
    }
    let expected: [FindingChange: String] = [
      .new: "new", .newlyJudged: "new", .changed: "updated", .unchanged: "unchanged",
    ]
    #expect(states.allSatisfy { change, state in change.flatMap { expected[$0] } == state && state != nil })
    #expect(Set(states.compactMap(\.1)) == ["new", "updated", "unchanged"])
    let alone = try #require(try Self.run(TestReport.assessment, TestReport.context())["results"] as? [Object])
    #expect(alone.allSatisfy { $0["baselineState"] == nil })
  }

  @Test func saysWhatWasNotAssessed() throws {
    let run = try Self.run(TestReport.assessment, TestReport.context())
    let invocation = try #require((run["invocations"] as? [Object])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == true)
    let notifications = try #require(invocation["toolExecutionNotifications"] as? [Object])
    let texts = notifications.compactMap { ($0["message"] as? Object)?["text"] as? String }
    #expect(
      texts == [
        "DO-COST-001 was not assessed for 1 resource: its actions were not read",
        "DO-OPS-001 was not assessed: the token lacks project:read",
      ])
  }

  @Test func hostileNamesAreNoLinksPlaceholdersOrPaths() throws {
    let run = try Self.run(TestReport.hostile, TestReport.context(account: TestReport.hostileNames[4]))
    for result in try #require(run["results"] as? [Object]) {
      let text = try #require((result["message"] as? Object)?["text"] as? String)
      #expect(!TestReport.isActive(text) && !text.contains("](") && !text.contains(" {0}"))
      let location = try #require((result["locations"] as? [Object])?.first)
      let uri = try #require(
        ((location["physicalLocation"] as? Object)?["artifactLocation"] as? Object)?["uri"] as? String)
      let parts = uri.split(separator: "/", omittingEmptySubsequences: false)
      #expect(parts.count == 3 && parts.first == "digitalocean" && !parts.contains("..") && !parts.contains(""))
      #expect(uri.utf8.allSatisfy { (0x21..<0x7F).contains($0) } && URL(string: uri) != nil)
    }
    let id = try #require((run["automationDetails"] as? Object)?["id"] as? String)
    #expect(id.split(separator: "/").count == 2)
  }

  @Test func theFileControlsNothingAndKeepsNames() throws {
    let json = try SARIFReport.json(TestReport.hostile, TestReport.context(), rules: TestReport.rules)
    #expect(!TestReport.isActive(String(decoding: json, as: UTF8.self)))
    let results = try #require(try Self.run(TestReport.hostile, TestReport.context())["results"] as? [Object])
    let urns = results.compactMap { ($0["properties"] as? Object)?["urn"] as? String }
    #expect(Set(urns) == Set(TestReport.hostile.findings.map(\.urn.text)))
    let tag = Data("\"\u{9B}\u{E0041}ü\"".utf8)
    #expect(String(decoding: JSONEscapes.applied(to: tag), as: UTF8.self) == #""\u009b\udb40\udc41ü""#)
  }

  @Test(arguments: [
    (URN("do:droplet:123"), "digitalocean/droplet/123"), (URN("do:space:.."), "digitalocean/space/_.."),
    (URN("do:domain:a/../b?c"), "digitalocean/domain/a%2F..%2Fb%3Fc"), (URN("do:domain:"), "digitalocean/domain/_"),
    (URN("strange"), "digitalocean/other/strange"), (URN("do:domain:ü"), "digitalocean/domain/%C3%BC"),
  ])
  func pathsAreStable(_ urn: URN, _ path: String) { #expect(SARIFLog.Location.path(of: urn) == path) }

  @Test func aRuleOfAnotherVersionIsShownByItsFinding() throws {
    let run = try Self.run(Assessment(findings: [TestReport.finding("DO-OLD-001")]), TestReport.context())
    #expect(try Self.rules(run).map { $0["id"] as? String } == ["DO-OLD-001"])
  }

  @Test func resultsHaveALimit() throws {
    let log = SARIFReport.log(TestReport.assessment, TestReport.context(), TestReport.rules, most: 4)
    #expect(log.runs[0].results.count == 4)
    #expect(log.runs[0].results.map(\.level) == [.error, .error, .error, .error])
    #expect(
      log.runs[0].invocations[0].toolExecutionNotifications.last?.message.text.hasPrefix("5 more findings") == true)
  }

  @Test func numbersThatJSONDoesNotHaveAreLeftOut() throws {
    let assessment = Assessment(findings: [TestReport.finding(saving: .infinity)])
    #expect(throws: Never.self) { try SARIFReport.json(assessment, TestReport.context(), rules: TestReport.rules) }
  }
}
