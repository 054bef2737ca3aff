import Foundation
import IpaiAdvisor
import Testing

/// What was not read never makes a finding: each case is judged again without each part of its account.
struct MissingDataTests {
  /// Rules that leave something out because another rule shows it already, or because of what two parts of an account say in their own way.
  private static let exempt: Set<String> = ["DO-SEC-030", "DO-OPS-014"]

  @Test(arguments: RuleTests.trials.filter { !exempt.contains($0.rule) })
  func makesNoFinding(_ trial: RuleTests.Trial) throws {
    let expected = Set(trial.subject.findings.map { "\($0.urn) \($0.subKey ?? "-")" })
    for collection in try Self.parts(of: trial.subject) {
      for status in [CollectionState.Status.denied, .partial] {
        let found = try Self.findings(trial, without: collection, status)
        #expect(found.isSubset(of: expected), "\(collection) \(status): \(found.subtracting(expected).sorted())")
      }
    }
  }

  /// The parts of an account that are there and were read.
  private static func parts(of subject: RuleCase) throws -> [IpaiAdvisor.Collection] {
    let members = try #require(try JSONSerialization.jsonObject(with: Data(subject.account.utf8)) as? [String: Any])
    return members.keys.compactMap(Collection.init).filter {
      !subject.without.contains($0) && !subject.partial.contains($0) && !subject.lacking.contains($0.scope)
    }
  }

  private static func findings(
    _ trial: RuleTests.Trial, without collection: IpaiAdvisor.Collection, _ status: CollectionState.Status
  ) throws -> Set<String> {
    let subject = trial.subject
    var members = try #require(
      try JSONSerialization.jsonObject(with: Data(subject.account.utf8)) as? [String: Any])
    members[collection.rawValue] = nil
    let text = String(decoding: try JSONSerialization.data(withJSONObject: members), as: UTF8.self)
    var facts = try TestAccount.facts(
      text, without: subject.without, partial: subject.partial, lacking: subject.lacking)
    facts.states[collection] = CollectionState(status, readAt: facts.readAt)
    let rule = try #require(RuleList.rule(trial.rule))
    let view = AccountView(facts, settings: subject.settings, earlierAddresses: subject.earlierAddresses)
    return Set(Judge([rule]).assess(view).findings.map { "\($0.urn.text) \($0.subKey ?? "-")" })
  }
}
