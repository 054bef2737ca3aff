import Foundation
import IpaiAdvisor
import IpaiCore
import Testing

/// Every rule with its cases: what fails, what passes, what cannot be said, and what the guards of the rule let through.
struct RuleTests {
  /// A case with its rule, as a test names it.
  struct Trial: Sendable, CustomTestStringConvertible {
    let rule: String
    let kind: String
    let subject: RuleCase

    var testDescription: String { "\(rule) \(kind): \(subject.name)" }
  }

  static let trials: [Trial] = RuleCases.all.flatMap { cases in
    [
      ("fails", cases.fails), ("passes", cases.passes), ("not assessed", cases.notAssessed),
      ("guarded", cases.guarded),
    ].flatMap { kind, list in list.map { Trial(rule: cases.rule, kind: kind, subject: $0) } }
  }

  static func assess(_ trial: Trial) throws -> Assessment {
    let rule = try #require(RuleList.rule(trial.rule))
    let subject = trial.subject
    let facts = try TestAccount.facts(
      subject.account, without: subject.without, partial: subject.partial, lacking: subject.lacking)
    let view = AccountView(facts, settings: subject.settings, earlierAddresses: subject.earlierAddresses)
    return Judge([rule]).assess(view)
  }

  /// What cannot have a finding cannot be suppressed for it either.
  @Test(arguments: trials.filter { $0.kind != "passes" })
  func canBeAboutWhatItFinds(_ trial: Trial) throws {
    let rule = try #require(RuleList.rule(trial.rule))
    for finding in try Self.assess(trial).findings {
      let kind = try #require(ResourceKind(rawValue: String(finding.urn.kind)))
      #expect(rule.canBeAbout(kind), "\(finding.urn.text)")
    }
  }

  @Test func isAboutNothingElse() throws {
    let databases = try RuleList.required("DO-SEC-007")
    #expect(databases.canBeAbout(.database) && !databases.canBeAbout(.droplet) && databases.subjectWords == "databases")
  }

  @Test(arguments: trials)
  func saysWhatItHasTo(_ trial: Trial) throws {
    let assessment = try Self.assess(trial)
    let found = assessment.findings.map { "\($0.urn.text) \($0.subKey ?? "-")" }.sorted()
    #expect(found == trial.subject.findings.map { "\($0.urn) \($0.subKey ?? "-")" }.sorted())
    for expected in trial.subject.findings {
      let finding = assessment.findings.first { $0.urn.text == expected.urn && $0.subKey == expected.subKey }
      guard let finding else { continue }
      if let severity = expected.severity { #expect(finding.severity == severity) }
      if let saving = expected.saving {
        let monthly = try #require(finding.saving?.monthly)
        #expect(abs(monthly - saving) < 0.005, "\(finding.saving?.formula ?? "")")
      }
      var lines = finding.fix.map(\.text)[...]
      for text in expected.fix {
        let place = lines.firstIndex { $0.contains(text) }
        #expect(place != nil, "no line with '\(text)' in \(finding.fix.map(\.text))")
        if let place { lines = lines[(place + 1)...] }
      }
      #expect(!finding.evidence.isEmpty)
    }
    let tally = try #require(assessment.tallies.first)
    switch trial.kind {
    case "fails": #expect(!found.isEmpty)
    case "passes": #expect(tally.failed == 0 && tally.notAssessed == 0 && assessment.notAssessed.isEmpty)
    case "not assessed": #expect(tally.failed == 0 && tally.passed == 0 && !assessment.notAssessed.isEmpty)
    default: break
    }
  }

  @Test(arguments: RuleList.all.map(\.id))
  func everyRuleHasCasesOfEachKind(_ rule: String) throws {
    let cases = try #require(RuleCases.all.first { $0.rule == rule }, "no cases for \(rule)")
    #expect(!cases.fails.isEmpty && !cases.passes.isEmpty && !cases.notAssessed.isEmpty && !cases.guarded.isEmpty)
  }

  @Test(arguments: RuleList.all)
  func everyRuleHasAPublicReference(_ rule: Rule) {
    #expect(!rule.references.isEmpty, "\(rule.id)")
    #expect(Set(rule.references).count == rule.references.count)
    for reference in rule.references { #expect(reference.hasPrefix("https://") && URL(string: reference) != nil) }
  }

  @Test func idsAreThereOnce() {
    let ids = RuleList.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(Set(RuleCases.all.map(\.rule)).count == RuleCases.all.count)
  }
}
