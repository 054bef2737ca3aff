import Foundation
import IpaiCore
import IpaiDatabase
import IpaiPromotion
import IpaiSkills
import TestSupport
import Testing

/// What a commit changes in a registry, on real repositories.
@Suite struct PromotionPlannerTests {
  private var shop: Workshop
  private let registry: any PromotionRegistry

  init() throws {
    shop = try Workshop()
    registry = SQLitePromotionRegistry(try DatabaseFile.inMemory())
  }

  private func steps() async throws -> [String] {
    let plan = try await shop.plan(registry).plan
    #expect(plan.refused.isEmpty, "\(plan.refused)")
    return plan.steps.map { "\($0.action.rawValue) \($0.name) \($0.version) \($0.status.rawValue)" }
  }

  private func refusals() async throws -> [String] {
    try await shop.plan(registry).plan.refused.map(\.message)
  }

  private func left() async throws -> [String: LeftSkill.Reason] {
    Dictionary(try await shop.plan(registry).plan.left.map { ($0.name, $0.reason) }) { $1 }
  }

  @Test func aSkillGoesThroughItsLife() async throws {
    try shop.commit("one")
    try shop.commit("two", status: "testing")
    #expect(try await steps() == ["add one 1.0.0 approved"])
    #expect(try await left() == ["two": .status])
    try await shop.promote(registry)
    #expect(try await steps() == [])
    #expect(try await left() == ["one": .unchanged, "two": .status])
    try shop.commit("one", "1.0.0", status: "stable")
    #expect(try await steps() == ["move one 1.0.0 stable"])
    try await shop.promote(registry)
    try shop.commit("one", "1.0.0")
    #expect(try await steps() == ["move_back one 1.0.0 approved"])
    try shop.commit("one", "1.1.0", body: "Check it twice.")
    #expect(try await steps() == ["change one 1.1.0 approved"])
    try await shop.promote(registry)
    try shop.commit("one", "1.1.0", status: "deprecated", body: "Check it twice.")
    #expect(try await steps() == ["retire one 1.1.0 deprecated"])
    try await shop.promote(registry)
    #expect(try await steps() == [])
    #expect(try await left()["one"] == .deprecated)
    try shop.commit("one", "1.2.0")
    #expect(try await steps() == ["add one 1.2.0 approved"])
  }

  @Test func theFilesThatDifferAreNamed() async throws {
    try shop.commit("one")
    try await shop.promote(registry)
    try shop.write("one", "1.1.0")
    try shop.repository.write("#!/bin/sh\n", to: "skills/one/run.sh")
    try shop.repository.commit("more")
    let change = try #require(try await shop.plan(registry).plan.changes.first)
    #expect(change.files.map { "\($0.kind.rawValue) \($0.path)" } == ["changed SKILL.md", "added run.sh"])
    #expect(change.fields.map(\.field) == ["version"])
  }

  /// What is not committed is no part of a plan.
  @Test func theCommitIsReadAndNotTheFolder() async throws {
    try shop.commit("one")
    try shop.write("one", "9.0.0")
    try shop.write("two")
    #expect(try await steps() == ["add one 1.0.0 approved"])
  }

  @Test func aVersionNeverGetsOtherContent() async throws {
    try shop.commit("one")
    try await shop.promote(registry)
    try shop.commit("one", "1.0.0", body: "Do something else.")
    #expect(try await refusals().first?.contains("with other content") == true)
    // Even where another version is in force by now.
    try shop.commit("one", "1.1.0")
    try await shop.promote(registry)
    try shop.commit("one", "1.0.0", body: "Do something else.")
    #expect(try await refusals().first?.contains("with other content") == true)
  }

  /// A line of the text that looks like a status is content.
  @Test func onlyTheStatusOfTheFrontMatterMayChange() async throws {
    try shop.commit("one", body: "status: green")
    try await shop.promote(registry)
    try shop.commit("one", body: "status: red")
    #expect(try await refusals().first?.contains("with other content") == true)
  }

  @Test func anEarlierVersionNeedsToBeAskedFor() async throws {
    var shop = shop
    try shop.commit("one", "2.0.0")
    try await shop.promote(registry)
    try shop.commit("one", "1.9.0", body: "Older.")
    let refused = try await shop.plan(registry).plan.refused
    #expect(refused.first?.hint?.contains("--allow-move-back") == true)
    shop.selection.movesBack = true
    let plan = try await shop.plan(registry).plan
    #expect(plan.steps.map(\.action) == [.moveBack] && plan.refused.isEmpty)
  }

  @Test func whatWasRolledBackIsNotPromotedAgain() async throws {
    var shop = shop
    try shop.commit("one", "1.0.0")
    try await shop.promote(registry)
    try shop.commit("one", "1.1.0")
    try await shop.promote(registry)
    try await shop.rollBack(registry, "one")
    let plan = try await shop.plan(registry).plan
    #expect(plan.steps.isEmpty && plan.left.map(\.reason) == [.rolledBack])
    try shop.commit("one", "1.1.1")
    #expect(try await shop.plan(registry).plan.steps.map(\.action) == [.change])
    try shop.commit("one", "1.1.0")
    shop.selection.takesRolledBack = true
    #expect(try await shop.plan(registry).plan.steps.map(\.action) == [.change])
  }

  @Test func whatVanishedIsRetiredWhenAskedFor() async throws {
    var shop = shop
    try shop.commit("one")
    try shop.commit("two")
    try await shop.promote(registry)
    try FileManager.default.removeItem(atPath: shop.repository.path + "/skills/one")
    try shop.repository.commit("remove one")
    let plan = try await shop.plan(registry).plan
    #expect(plan.steps.isEmpty && plan.left.contains { $0.name == "one" && $0.reason == .vanished })
    shop.selection.retiresVanished = true
    #expect(try await shop.plan(registry).plan.steps.map(\.action) == [.retire])
    // What other repositories promoted stays.
    var other = try Workshop()
    other.address = "https://example.org/other.git"
    try other.commit("three")
    try await other.promote(registry)
    #expect(try await shop.plan(registry).plan.steps.map(\.name) == ["one"])
    // The same repository by another way.
    shop.address = "git@example.org:skills"
    #expect(try await shop.plan(registry).plan.steps.map(\.name) == ["one"])
  }

  @Test func evalsHaveToHavePassedOnTheseFiles() async throws {
    var shop = shop
    shop.selection.takesWithoutEvals = false
    try shop.write("one")
    try shop.repository.write("- name: a\n", to: "skills/one/evals/a.yaml")
    try shop.repository.commit("one")
    func refusal() async throws -> String { try await shop.plan(registry).plan.refused.first?.message ?? "" }
    #expect(try await refusal().contains("have not been run"))
    let allowed = try await {
      var shop = shop
      shop.selection.takesWithoutEvals = true
      return try await shop.plan(registry).plan.refused.count
    }()
    // Evals that are there and were not run are not missing.
    #expect(allowed == 1)
    let digest = try SkillPackage.read(shop.repository.path + "/skills/one").digest.description
    func show(of digest: String, passed: Int, failed: Int) {
      shop.evals["one"] = EvalEvidence(
        of: digest, digest: "sha256:" + String(repeating: "e", count: 64), passed: passed, failed: failed, skipped: 2,
        isIsolated: false)
    }
    show(of: "sha256:" + String(repeating: "0", count: 64), passed: 3, failed: 0)
    #expect(try await refusal().contains("other content"))
    show(of: digest, passed: 2, failed: 1)
    #expect(try await refusal().contains("1 of 3 evals failed"))
    show(of: digest, passed: 0, failed: 0)
    #expect(try await refusal().contains("none of its evals could be run"))
    show(of: digest, passed: 3, failed: 0)
    let step = try #require(try await shop.plan(registry).plan.steps.first)
    #expect(step.evals?.passed == 3 && !step.isWithoutEvals)
    try await shop.promote(registry)
    // Another machine, which knows nothing of the run, sees no reason to change anything.
    shop.evals = [:]
    #expect(try await shop.plan(registry).plan.steps.isEmpty)
    // What they have shown goes on to be said when the same files are put in force again.
    let shown = step.evals
    try shop.write("one", "1.1.0")
    try shop.repository.commit("one 1.1.0")
    show(of: try SkillPackage.read(shop.repository.path + "/skills/one").digest.description, passed: 1, failed: 0)
    try await shop.promote(registry)
    try shop.write("one")
    try shop.repository.commit("one 1.0.0")
    shop.evals = [:]
    shop.selection.movesBack = true
    let back = try #require(try await shop.plan(registry).plan.steps.first)
    #expect(back.version == "1.0.0" && back.evals == shown && shown?.isIsolated == false)
  }

  /// Statements that say nothing of isolation keep their text, and with it their digest.
  @Test func earlierEvidenceIsReadAndWrittenAsItWas() throws {
    let text = #"{"digest":"sha256:1","failed":0,"of":"sha256:0","passed":1,"skipped":0}"#
    let evidence = try JSONDecoder().decode(EvalEvidence.self, from: Data(text.utf8))
    #expect(evidence.isIsolated == nil && evidence.isolationRemark.isEmpty)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(evidence), as: UTF8.self) == text)
  }

  /// What is unfinished or not asked for keeps nothing from being promoted, and neither does what can hold no skill.
  @Test func othersAreNotInTheWay() async throws {
    var shop = shop
    try shop.write("one")
    try shop.repository.write(
      "---\nname: other\ndescription: a\nmetadata:\n  status: dev\n---\n", to: "skills/draft/SKILL.md")
    try FileManager.default.createSymbolicLink(
      atPath: shop.repository.path + "/skills/link", withDestinationPath: "one")
    try shop.repository.commit("mixed")
    let plan = try await shop.plan(registry).plan
    #expect(plan.steps.map(\.name) == ["one"] && plan.refused.isEmpty, "\(plan)")
    #expect(plan.left.contains { $0.reason == .noSkill && $0.path == "skills/link" })
    try shop.repository.write("no front matter", to: "skills/broken/SKILL.md")
    try shop.repository.commit("broken")
    #expect(try await shop.plan(registry).plan.refused.count == 1)
    shop.selection.names = ["one"]
    #expect(try await shop.plan(registry).plan.refused.isEmpty)
  }

  @Test func skillsOfOneNameAreRefused() async throws {
    try shop.write("one")
    try shop.write("one", "2.0.0", in: "skills/more")
    try shop.repository.commit("two of a name")
    #expect(try await refusals().allSatisfy { $0.contains("several skills named 'one'") })
    #expect(try await refusals().count == 2)
  }

  @Test func namesAreSelected() async throws {
    var shop = shop
    try shop.commit("one")
    try shop.commit("two")
    shop.selection.names = ["two"]
    let plan = try await shop.plan(registry).plan
    #expect(plan.steps.map(\.name) == ["two"] && plan.left.map(\.reason) == [.notNamed])
    shop.selection.names = []
    shop.selection.statuses = [.stable]
    #expect(try await shop.plan(registry).plan.steps.isEmpty)
  }
}
