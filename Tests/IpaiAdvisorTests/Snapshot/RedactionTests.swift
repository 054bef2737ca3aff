import Foundation
import IpaiAdvisor
import IpaiCore
import TestSupport
import Testing

/// A redacted account has the same findings, and none of the names.
@Suite(.serialized)
struct RedactionTests {
  @Test func knowsEveryMember() throws {
    let facts = try FullFacts.facts()
    #expect(facts.droplets.first?.image?.tags == ["a name"] && facts.agentDetails["a key"]?.url == "a name")
    #expect(try Redaction.unknownMembers(of: facts) == [])
    let text = String(decoding: try JSONEncoder().encode(try Redaction().redacted(facts)), as: UTF8.self)
    #expect(!text.contains(#""domain_records":{"a key""#))
  }

  @Test(arguments: RuleTests.trials)
  func judgesCasesTheSame(_ trial: RuleTests.Trial) throws {
    let subject = trial.subject
    let rule = try #require(RuleList.rule(trial.rule))
    let facts = try TestAccount.facts(
      subject.account, without: subject.without, partial: subject.partial, lacking: subject.lacking)
    let redaction = Redaction()
    let redacted = try redaction.redacted(facts)
    var earlier: [String: EarlierAddress] = [:]
    for (address, owner) in subject.earlierAddresses {
      earlier[redaction.redacted(address)] = EarlierAddress(urn: redaction.redacted(owner.urn), seen: owner.seen)
    }
    let judge = Judge([rule])
    let before = judge.assess(
      AccountView(facts, settings: subject.settings, earlierAddresses: subject.earlierAddresses))
    let after = judge.assess(
      AccountView(redacted, settings: Self.settings(subject.settings, redaction), earlierAddresses: earlier))
    let urns = Self.urns(facts, redacted, redaction)
    #expect(Self.words(before, urns) == Self.words(after) { $0 })
  }

  @Test(arguments: [(1, 60), (2, 20), (3, 120), (7, 60)])
  func judgesSeededAccountsTheSame(_ seed: Int, _ size: Int) async throws {
    let standIn = try StandIn(["--seed", "\(seed)", "--size", "\(size)"])
    let facts = try await standIn.scan(StandIn.unlimited).facts
    let redaction = Redaction()
    let redacted = try redaction.redacted(facts)
    let judge = Judge()
    let before = judge.assess(AccountView(facts))
    #expect(!before.findings.isEmpty)
    let urns = Self.urns(facts, redacted, redaction)
    #expect(Self.words(before, urns) == Self.words(judge.assess(AccountView(redacted))) { $0 })
    let content = String(decoding: try JSONEncoder().encode(redacted), as: UTF8.self)
    let chosen = try ChosenTexts.of(facts)
    #expect(chosen.count > size)
    let leaked = ChosenTexts.found(chosen, in: content)
    #expect(leaked == [])
    let again = try Redaction().redacted(redacted)
    #expect(again != redacted)
    #expect(Self.counts(judge.assess(AccountView(again))) == Self.counts(before))
  }

  /// What is found, with the savings, as texts in order.
  private static func words(_ assessment: Assessment, _ urn: (URN) -> URN) -> [String] {
    let findings = assessment.findings.map { finding in
      "\(finding.rule) \(urn(finding.urn).text) \(finding.severity) \(finding.saving.map { NumberText.money($0.monthly) } ?? "-")"
    }
    let tallies = assessment.tallies.map { "\($0.rule) \($0.passed) \($0.failed) \($0.notAssessed) \($0.passedSize)" }
    return findings.sorted() + tallies
  }

  private static func words(_ assessment: Assessment, _ urns: [URN: URN]) -> [String] {
    words(assessment) { urns[$0] ?? URN("not redacted: " + $0.text) }
  }

  private static func counts(_ assessment: Assessment) -> [String] {
    assessment.tallies.map { "\($0.rule) \($0.passed) \($0.failed) \($0.notAssessed)" }
  }

  private static func settings(_ settings: AdvisorSettings, _ redaction: Redaction) -> AdvisorSettings {
    var settings = settings
    settings.keepTags = settings.keepTags.map(redaction.redacted)
    settings.statelessTags = settings.statelessTags.map(redaction.redacted)
    settings.quietTags = settings.quietTags.map(redaction.redacted)
    settings.fullAccessKeys = settings.fullAccessKeys.map(redaction.redacted)
    settings.publicResources = settings.publicResources.map { redaction.redacted(URN($0)).text }
    settings.pinnedClusters = settings.pinnedClusters.flatMap { [$0, redaction.redacted($0)] }
    return settings
  }
}
