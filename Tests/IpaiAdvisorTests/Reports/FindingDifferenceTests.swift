@testable import IpaiAdvisor
import Testing

struct FindingDifferenceTests {
  private static func difference(
    from old: [Finding], to new: [Finding], tally: RuleTally? = RuleTally(rule: "DO-COST-001", passed: 1),
    notAssessed: [NotAssessed] = [], status: CollectionState.Status = .complete
  ) -> FindingDifference {
    let states = Dictionary(
      uniqueKeysWithValues: Collection.allCases.map { ($0, CollectionState(status, readAt: TestReport.readAt)) })
    let current = Assessment(findings: new, tallies: tally.map { [$0] } ?? [], notAssessed: notAssessed)
    return FindingDifference(from: Assessment(findings: old), to: current, states: states, rules: TestReport.rules)
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
    let part = NotAssessed(rule: "DO-COST-001", reason: "its actions were not read", resources: 1)
    #expect(Self.difference(from: [one], to: [], notAssessed: [part]).unknown == [one])
    let other = NotAssessed(rule: "DO-COST-004", reason: "the token lacks block_storage:read")
    #expect(Self.difference(from: [one], to: [], notAssessed: [other]).fixed == [one])
  }

  @Test func aRuleThatWasNotAskedForFixesNothing() {
    #expect(Self.difference(from: [one], to: [], tally: nil).unknown == [one])
    #expect(Self.difference(from: [TestReport.finding("DO-OLD-001")], to: []).fixed.isEmpty)
  }

  @Test(arguments: [CollectionState.Status.partial, .failed, .denied, .skipped])
  func whatWasNotReadToItsEndFixesNothing(_ status: CollectionState.Status) {
    #expect(Self.difference(from: [one], to: [], status: status).unknown == [one])
  }
}
