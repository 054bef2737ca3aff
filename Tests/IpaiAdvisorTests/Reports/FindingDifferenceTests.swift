@testable import IpaiAdvisor
import Testing

struct FindingDifferenceTests {
  /// The difference between a scan that judged all of `resources` and one as it is said.
  private static func difference(
    from old: [Finding], to new: [Finding], rules: [String] = ["DO-COST-001"], notAssessed: [NotAssessed] = [],
    status: CollectionState.Status = .complete, resources: Set<URN>? = nil
  ) -> FindingDifference {
    let earlier = Assessment(findings: old, tallies: [RuleTally(rule: "DO-COST-001")])
    let later = Assessment(findings: new, tallies: rules.map { RuleTally(rule: $0) }, notAssessed: notAssessed)
    return FindingDifference(
      from: earlier, coverage(earlier, .complete, nil), to: later, coverage(later, status, resources))
  }

  private static func coverage(
    _ assessment: Assessment, _ status: CollectionState.Status, _ resources: Set<URN>?
  ) -> ScanCoverage {
    let states = Dictionary(
      uniqueKeysWithValues: Collection.allCases.map { ($0, CollectionState(status, readAt: TestReport.readAt)) })
    return ScanCoverage(assessment, states: states, resources: resources, rules: TestReport.rules)
  }

  private static func unassessed(_ parts: ResourcePart..., count: Int? = nil) -> NotAssessed {
    NotAssessed(
      rule: "DO-COST-001", reason: "its actions were not read", resources: count ?? parts.count, parts: parts)
  }

  private let one = TestReport.finding("DO-COST-001", "1")

  @Test func tellsWhatBecameOfEach() {
    let two = TestReport.finding("DO-COST-001", "2")
    let three = TestReport.finding("DO-COST-001", "3")
    let worse = TestReport.finding("DO-COST-001", "2", name: "renamed", severity: .high)
    let four = TestReport.finding("DO-COST-001", "4")
    let difference = Self.difference(from: [one, two, three], to: [one, worse, four])
    #expect(difference.new == [four])
    #expect(difference.fixed == [three])
    #expect(difference.changed == [.init(before: .medium, finding: worse)])
    #expect(difference.unchanged == [one])
    #expect(difference.unknown.isEmpty)
  }

  @Test func aRuleThatCouldNotBeJudgedFixesNothing() {
    let whole = NotAssessed(rule: "DO-COST-001", reason: "the token lacks droplet:read")
    #expect(Self.difference(from: [one], to: [], notAssessed: [whole]).unknown == [one])
    let other = NotAssessed(rule: "DO-COST-004", reason: "the token lacks block_storage:read")
    #expect(Self.difference(from: [one], to: [], notAssessed: [other]).fixed == [one])
  }

  @Test func aResourceThatCouldNotBeAssessedIsNotFixedAndOthersAre() {
    let two = TestReport.finding("DO-COST-001", "2")
    let difference = Self.difference(from: [one, two], to: [], notAssessed: [Self.unassessed(ResourcePart(one.urn))])
    #expect(difference.unknown == [one] && difference.fixed == [two])
    // An answer of a scan names the first of many alone.
    let bounded = Self.difference(
      from: [one, two], to: [], notAssessed: [Self.unassessed(ResourcePart(one.urn), count: 2)])
    #expect(bounded.unknown == [one, two])
  }

  @Test func aPartThatCouldNotBeAssessedIsOnePart() {
    let parts = ["a", "b"].map { TestReport.finding("DO-COST-001", "1", subKey: $0) }
    let missing = Self.unassessed(ResourcePart(one.urn, "b"))
    let difference = Self.difference(from: parts, to: [], notAssessed: [missing])
    #expect(difference.fixed == [parts[0]] && difference.unknown == [parts[1]])
    let all = Self.difference(from: parts, to: [], notAssessed: [Self.unassessed(ResourcePart(one.urn))])
    #expect(all.unknown == parts)
  }

  /// The posture of an account has findings of all its resources.
  @Test func whatCouldNotBeAssessedForTheAccountCountsForAllOfIt() {
    let parts = ["a", "b"].map { TestReport.finding("DO-COST-001", "1", subKey: $0) }
    let account = URN(.account, "me")
    let one = Self.difference(from: parts, to: [], notAssessed: [Self.unassessed(ResourcePart(account, "b"))])
    #expect(one.fixed == [parts[0]] && one.unknown == [parts[1]])
    #expect(
      Self.difference(from: parts, to: [], notAssessed: [Self.unassessed(ResourcePart(account))]).unknown == parts)
  }

  @Test func aRuleThatWasNotAskedForFixesNothing() {
    #expect(Self.difference(from: [one], to: [], rules: []).unknown == [one])
    #expect(Self.difference(from: [TestReport.finding("DO-OLD-001")], to: []).fixed.isEmpty)
  }

  @Test(arguments: [CollectionState.Status.partial, .failed, .denied, .skipped])
  func whatWasNotReadToItsEndFixesNothing(_ status: CollectionState.Status) {
    #expect(Self.difference(from: [one], to: [], status: status).unknown == [one])
    #expect(Self.difference(from: [one], to: [], status: status, resources: []).unknown == [one])
    // What was read was judged.
    #expect(Self.difference(from: [one], to: [], status: status, resources: [one.urn]).fixed == [one])
  }

  /// What is not in a list that was read to its end is gone, whether the rule could be judged or not.
  @Test func whatIsGoneFromTheAccountIsFixed() {
    let whole = NotAssessed(rule: "DO-COST-001", reason: "the token lacks monitoring:read")
    let two = TestReport.finding("DO-COST-001", "2")
    let difference = Self.difference(from: [one, two], to: [], notAssessed: [whole], resources: [two.urn])
    #expect(difference.fixed == [one] && difference.unknown == [two])
  }

  @Test func whatTheEarlierScanCouldNotJudgeIsNotNew() {
    let (two, three) = (TestReport.finding("DO-COST-001", "2"), TestReport.finding("DO-REL-001", "2"))
    let earlier = Assessment(
      findings: [one], tallies: [RuleTally(rule: "DO-COST-001")],
      notAssessed: [Self.unassessed(ResourcePart(two.urn))])
    let four = TestReport.finding("DO-COST-001", "4")
    let made = TestReport.finding("DO-REL-001", "5")
    let later = Assessment(
      findings: [one, two, three, four, made], tallies: ["DO-COST-001", "DO-REL-001"].map { RuleTally(rule: $0) })
    let difference = FindingDifference(
      from: earlier, Self.coverage(earlier, .complete, [one.urn, two.urn, four.urn]), to: later,
      Self.coverage(later, .complete, [one.urn, two.urn, four.urn, made.urn]))
    #expect(Set(difference.newlyJudged.map(\.fingerprint)) == Set([two, three].map(\.fingerprint)))
    // A resource that was not in the account had no findings, of rules that were not judged either.
    #expect(Set(difference.new.map(\.fingerprint)) == Set([four, made].map(\.fingerprint)))
    #expect(difference.unchanged == [one])
  }
}
