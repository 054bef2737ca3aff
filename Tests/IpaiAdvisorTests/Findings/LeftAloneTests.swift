import Foundation
import Testing

@testable import IpaiAdvisor

/// What a rule says nothing about is not judged: its findings are neither fixed nor new.
struct LeftAloneTests {
  private static func judged(_ facts: AccountFacts, _ rules: [Rule]) -> (Assessment, ScanCoverage) {
    let assessment = Judge(rules).assess(AccountView(facts))
    return (assessment, ScanCoverage(assessment, facts, rules: rules))
  }

  private static func difference(_ old: AccountFacts, _ new: AccountFacts, _ rules: [Rule]) -> FindingDifference {
    let ((before, earlier), (after, later)) = (judged(old, rules), judged(new, rules))
    return FindingDifference(from: before, earlier, to: after, later)
  }

  private static func difference(_ old: String, _ new: String, _ ids: String...) throws -> FindingDifference {
    let rules = try ids.map { try #require(RuleList.rule($0)) }
    return difference(try TestAccount.facts(old), try TestAccount.facts(new), rules)
  }

  private static func urns(_ findings: [Finding]) -> [String] { findings.map(\.urn.text).sorted() }

  private static func volumes(_ count: Int) -> String {
    let volumes = (0..<count).map { #"{"id":"v\#($0)","tags":[]}"# }
    return #"{"volumes":[\#(volumes.joined(separator: ","))]}"#
  }

  @Test func ofTooFewResourcesNoneIsFixedButTheOneThatIsGone() throws {
    let less = try Self.difference(Self.volumes(5), Self.volumes(4), "DO-OPS-005")
    #expect(Self.urns(less.fixed) == ["do:volume:v4"] && less.unknown.count == 4)
    let more = try Self.difference(Self.volumes(4), Self.volumes(5), "DO-OPS-005")
    #expect(Self.urns(more.new) == ["do:volume:v4"] && more.newlyJudged.count == 4)
  }

  private static let running: Set<String> = [
    "DO-OPS-001", "DO-PERF-001", "DO-PERF-002", "DO-PERF-003", "DO-COST-002", "DO-COST-003", "DO-COST-023",
    "DO-REL-016",
  ]

  @Test(arguments: RuleTests.trials.filter { running.contains($0.rule) && $0.kind == "fails" })
  func aDropletThatIsOffIsNotRepaired(_ trial: RuleTests.Trial) throws {
    let rule = try #require(RuleList.rule(trial.rule))
    let facts = try TestAccount.facts(trial.subject.account)
    var off = facts
    for place in off.droplets.indices { off.droplets[place].status = "off" }
    for place in off.gpuDroplets.indices { off.gpuDroplets[place].status = "off" }
    let stopped = Self.difference(facts, off, [rule])
    #expect(stopped.fixed.isEmpty && stopped.unknown.count == trial.subject.findings.count)
    let started = Self.difference(off, facts, [rule])
    #expect(started.new.isEmpty && started.newlyJudged.count == trial.subject.findings.count)
  }

  /// A finding of the posture management is hidden while a rule of the advisor shows the same.
  @Test func aHiddenTwinIsNotNewWhenItShowsUp() throws {
    let scan = """
      {"security_scan":{"id":"s1","status":"COMPLETED","findings":[{"rule_uuid":"r1","name":"No firewall"}]},
       "security_affected":{"r1":[{"urn":"do:droplet:1","name":"web"}]}}
      """
    let facts = try TestAccount.facts(DropletAccount.joined([DropletAccount.text(), scan]))
    var denied = facts
    denied.states[.firewalls] = CollectionState(.denied, readAt: facts.readAt)
    let rules = try ["DO-SEC-001", "DO-SEC-030"].map { try #require(RuleList.rule($0)) }
    let difference = Self.difference(facts, denied, rules)
    #expect(difference.unknown.map(\.rule) == ["DO-SEC-001"])
    #expect(difference.newlyJudged.map(\.rule) == ["DO-SEC-030"] && difference.new.isEmpty)
    let back = Self.difference(denied, facts, rules)
    #expect(back.unknown.map(\.rule) == ["DO-SEC-030"] && back.newlyJudged.map(\.rule) == ["DO-SEC-001"])
    // What is not affected any more is fixed.
    var repaired = denied
    repaired.securityAffected["r1"] = []
    #expect(Self.difference(denied, repaired, rules).fixed.map(\.rule) == ["DO-SEC-030"])
  }

  /// Where nothing is left that could be wrong, it is repaired.
  @Test func whatARuleIsNotConcernedWithIsFixed() throws {
    func zone(_ record: String) -> String {
      #"{"domains":[{"name":"a.example"}],"domain_records":{"a.example":[\#(record)]}}"#
    }
    let mail = try Self.difference(
      zone(#"{"id":1,"type":"MX","name":"@","data":"mail.a.example."}"#), zone(""), "DO-SEC-022")
    #expect(mail.fixed.count == 2 && mail.unknown.isEmpty)
    func app(_ databases: String) -> String {
      """
      {"apps":[{"id":"a1","project_id":"p","spec":{"name":"shop","databases":[\(databases)]}}],
       "projects":[{"id":"p","environment":"Production"}],"project_resources":{"p":[{"urn":"do:app:a1"}]}}
      """
    }
    let apps = try Self.difference(app(#"{"name":"db","production":false}"#), app(""), "DO-REL-019")
    #expect(apps.fixed.count == 1 && apps.unknown.isEmpty)
    func projects(isDefault: Bool) -> String {
      """
      {"projects":[{"id":"p","is_default":\(isDefault)},{"id":"q","is_default":\(!isDefault)}],
       "project_resources":{"p":[{"urn":"do:app:a"}],"q":[]}}
      """
    }
    let other = try Self.difference(projects(isDefault: true), projects(isDefault: false), "DO-OPS-006")
    #expect(Self.urns(other.fixed) == ["do:project:p"] && other.unknown.isEmpty)
  }

  /// It is written once for all rules that left a resource alone, and is not in the answer of a scan.
  @Test func itIsKeptWithTheScanAlone() throws {
    let off = (1...300).map { #"{"id":\#($0),"status":"off"}"# }
    let facts = try TestAccount.facts(DropletAccount.text(parts: off, in: "droplets"))
    let (assessment, coverage) = Self.judged(facts, RuleList.all)
    let text = try StoredJSON.text(coverage)
    #expect(try StoredJSON.value(text) == coverage)
    #expect(
      coverage.leftAlone?[ResourcePart(URN(.droplet, "7"))]?.isSuperset(of: ["DO-OPS-001", "DO-COST-002"]) == true)
    let leftAlone = try #require(
      text.split(separator: #""left_alone""#, maxSplits: 1).last?.split(separator: #""resources""#).first)
    #expect(leftAlone.split(separator: #""do:droplet:7""#).count == 2)
    #expect(!(try StoredJSON.text(assessment.tallies)).contains("do:droplet:7"))
  }

  /// A scan that was recorded before this was kept says what it said.
  @Test func aScanFromBeforeCountsAsOneThatLeftNothingAlone() throws {
    let stored = #"{"resources":{"droplet":["1"]},"rules":{"DO-COST-001":[]},"unassessed":[],"whole":["droplet"]}"#
    let coverage: ScanCoverage = try StoredJSON.value(stored)
    #expect(coverage.leftAlone == nil && coverage.excludes(TestReport.finding("DO-COST-001", "1").identity))
  }
}
