import Foundation
import IpaiCore
import IpaiDatabase
import IpaiPromotion
import IpaiSkills
import StoreTestSupport
import TestSupport
import Testing

/// What every registry does, wherever it keeps things.
@Suite struct PromotionRegistryStoreContractTests {
  private let shop: Workshop

  init() throws { shop = try Workshop() }

  @Test(arguments: RegistryKind.allCases) func whatIsPromotedIsThere(kind: RegistryKind) async throws {
    let registry = try await kind.make()
    try shop.commit("one")
    try shop.commit("two", status: "stable")
    let statement = try #require(try await shop.promote(registry))
    #expect(statement.number == 1 && statement.previous == nil && statement.steps.map(\.name) == ["one", "two"])
    let state = try await registry.state(["one", "two", "three"])
    #expect(state.head?.number == 1 && state.head?.by == "ann" && state.head?.date == noon)
    #expect(state.inForce("one")?.step.version == "1.0.0" && state.inForce("two")?.step.status == .stable)
    #expect(state.versions["one"]?.keys.sorted() == ["1.0.0"] && state.unpromoted.isEmpty)
    #expect(
      try await registry.labels() == [
        "one": [.latest: "1.0.0", .approved: "1.0.0"], "two": [.latest: "1.0.0", .stable: "1.0.0"],
      ])
    let stored = try await registry.skills.skill("one", version: nil)
    #expect(stored.status == .approved && stored.digest == state.inForce("one")?.step.digest)
    let tree = try await registry.skills.tree(of: "one", version: "1.0.0")
    #expect(tree == (try SkillPackage.read(shop.repository.path + "/skills/one").tree))
    #expect(try await registry.skills.history(of: "one").map(\.reason) == ["promoted"])
    // A second time there is nothing to do.
    #expect(try await shop.promote(registry) == nil)
    #expect(try await registry.state([]).head?.number == 1)
  }

  @Test(arguments: RegistryKind.allCases) func rollbacksMoveLabelsAndRemoveNothing(kind: RegistryKind) async throws {
    let registry = try await kind.make()
    for version in ["1.0.0", "1.1.0", "1.2.0"] {
      try shop.commit("one", version)
      try await shop.promote(registry)
    }
    try await shop.rollBack(registry, "one")
    #expect(try await registry.labels()["one"] == [.latest: "1.1.0", .approved: "1.1.0"])
    #expect(try await registry.skills.skill("one", version: nil).version == "1.1.0")
    // What is before that is before it in force, and not what was rolled back.
    try await shop.rollBack(registry, "one")
    #expect(try await registry.state([]).inForce("one")?.step.version == "1.0.0")
    #expect(await errorCode { try await shop.rollBack(registry, "one") } == .conflict)
    try await shop.rollBack(registry, "one", to: "1.2.0")
    #expect(try await registry.state([]).inForce("one")?.step.version == "1.2.0")
    #expect(await errorCode { try await shop.rollBack(registry, "one", to: "9.0.0") } == .notFound)
    #expect(await errorCode { try await shop.rollBack(registry, "nine") } == .notFound)
    #expect(await errorCode { try await shop.rollBack(registry, "one", to: "1.2.0") } == .conflict)
    let records = try await registry.records(of: "one", after: 0, most: 100)
    #expect(records.map(\.number) == [1, 2, 3, 4, 5, 6])
    #expect(try await registry.newest(of: nil, most: 2).map(\.number) == [6, 5])
    #expect(try await registry.records(of: "two", after: 0, most: 100).isEmpty)
  }

  @Test(arguments: RegistryKind.allCases) func whatIsRetiredIsNotInForce(kind: RegistryKind) async throws {
    let registry = try await kind.make()
    try shop.commit("one")
    try await shop.promote(registry)
    try shop.commit("one", status: "deprecated")
    try await shop.promote(registry)
    #expect(try await registry.labels().isEmpty)
    #expect(try await registry.state([]).inForce("one") == nil)
    #expect(try await registry.skills.skill("one", version: nil).status == .deprecated)
    try await shop.rollBack(registry, "one")
    #expect(try await registry.labels()["one"] == [.latest: "1.0.0", .approved: "1.0.0"])
    #expect(try await registry.skills.skill("one", version: nil).status == .approved)
  }

  /// A plan that was made before another promotion of the same skill is refused; one of another skill follows it.
  @Test(arguments: RegistryKind.allCases) func aPlanIsForWhatItSaw(kind: RegistryKind) async throws {
    let registry = try await kind.make()
    try shop.commit("one")
    try shop.commit("two")
    let (plan, skills) = try await shop.plan(registry)
    let other = try Workshop()
    try other.commit("three")
    try await other.promote(registry)
    #expect(
      try await PromotionApply(registry, shop.context()).run(plan.steps, skills, from: plan.origin)?.number == 2)
    var late = shop
    late.by = "bob"
    let message = await errorText {
      _ = try await PromotionApply(registry, late.context()).run(plan.steps, skills, from: plan.origin)
    }
    #expect(message?.contains("another promotion changed 'one'") == true)
    #expect(message?.contains("by ann") == true)
    #expect(try await registry.state([]).head?.number == 2)
  }

  @Test(arguments: RegistryKind.allCases) func ofTwoAtOnceOneWins(kind: RegistryKind) async throws {
    for round in 1...50 {
      let registry = try await kind.make()
      let shop = try Workshop()
      try shop.commit("one")
      try shop.commit("two")
      let (plan, skills) = try await shop.plan(registry)
      let outcomes = await withTaskGroup(of: ErrorCode?.self) { group in
        for _ in 1...2 {
          group.addTask {
            await errorCode {
              _ = try await PromotionApply(registry, shop.context()).run(plan.steps, skills, from: plan.origin)
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.filter { $0 == nil }.count == 1, "round \(round): \(outcomes)")
      #expect(outcomes.filter { $0 == .conflict }.count == 1, "round \(round): \(outcomes)")
      #expect(try await registry.records(of: nil, after: 0, most: 10).count == 1)
    }
  }

  /// A failure in the middle leaves nothing: here the second skill's files are missing.
  @Test(arguments: RegistryKind.allCases) func aPromotionIsWholeOrNot(kind: RegistryKind) async throws {
    let registry = try await kind.make()
    try shop.commit("one")
    try shop.commit("two")
    let (plan, skills) = try await shop.plan(registry)
    let half = skills.filter { $0.key == "one" }
    let code = await errorCode {
      _ = try await PromotionApply(registry, shop.context(receivers: [.n8n])).run(plan.steps, half, from: plan.origin)
    }
    #expect(code == .internal)
    #expect(try await registry.state([]).head == nil)
    #expect(try await registry.labels().isEmpty)
    #expect(try await registry.skills.names().isEmpty)
    #expect(try await registry.messages(undelivered: false, most: 10).isEmpty)
  }

  /// The clock of a machine may be behind that of another; numbers tell what came first.
  @Test(arguments: RegistryKind.allCases) func clocksMayDiffer(kind: RegistryKind) async throws {
    let registry = try await kind.make()
    try shop.commit("one")
    try await shop.promote(registry)
    try shop.commit("one", "1.1.0")
    try await shop.promote(registry, date: Timestamp(seconds: noon.seconds - 86_400))
    #expect(try await registry.state([]).inForce("one")?.step.version == "1.1.0")
    #expect(try await registry.newest(of: nil, most: 1).first?.number == 2)
    var verification = PromotionVerification(registry, rule: nil, isCancelled: { false })
    let result = try await verification.run(of: nil, known: nil, repository: shop.repository.path)
    #expect(result.findings.allSatisfy { $0.outcome == .notChecked }, "\(result.findings)")
  }

  /// Whatever is done in whatever order, a verification agrees with what is stored.
  @Test(arguments: RegistryKind.allCases, [1, 2, 3] as [UInt64])
  func aVerificationAgreesWithEveryHistory(kind: RegistryKind, seed: UInt64) async throws {
    let registry = try await kind.make()
    var shop = shop
    shop.selection.movesBack = true
    shop.selection.takesRolledBack = true
    var generator = SeededGenerator(seed: seed)
    for round in 1...12 {
      let name = ["one", "two"].randomElement(using: &generator) ?? "one"
      let version = ["1.0.0", "1.1.0", "2.0.0"].randomElement(using: &generator) ?? "1.0.0"
      let status = ["approved", "stable", "deprecated"].randomElement(using: &generator) ?? "approved"
      if Int.random(in: 0..<4, using: &generator) == 0 {
        _ = await errorCode { try await shop.rollBack(registry, name) }
      } else {
        try shop.commit(name, version, status: status, body: "Text of \(version).")
        try await shop.promote(registry)
      }
      var verification = PromotionVerification(registry, rule: nil, isCancelled: { false })
      let result = try await verification.run(of: nil, known: nil, repository: shop.repository.path)
      let failed = result.findings.filter { $0.outcome == .failed }
      #expect(failed.isEmpty, "round \(round): \(failed)")
    }
  }

  /// Whoever writes past the planner is stopped by the database.
  @Test(arguments: RegistryKind.allCases) func theDatabaseRefusesWhatMustNotBe(kind: RegistryKind) async throws {
    let registry = try await kind.make()
    try shop.commit("one")
    try await shop.promote(registry)
    try shop.commit("one", body: "Something else.")
    let skill = try SkillAddition(SkillPackage.read(shop.repository.path + "/skills/one"), source: nil)
    let current = try #require(try await registry.state([]).inForce("one"))
    var step = current.step
    step.action = .change
    step.previous = current.previous
    step.digest = skill.package.digest.description
    func apply(_ step: PromotionStep) async -> ErrorCode? {
      await errorCode {
        _ = try await PromotionApply(registry, shop.context()).run([step], ["one": skill], from: shop.origin)
      }
    }
    // The same version, with other content and the truth about it; then with a lie.
    step.release = SkillDigest(releaseOf: skill.package.tree).description
    #expect(await apply(step) == .conflict)
    step.version = "1.1.0"
    step.isWithoutEvals = false
    #expect(await apply(step) == .conflict)
    step.evals = EvalEvidence(of: step.digest, digest: step.digest, passed: 2, failed: 1, skipped: 0)
    #expect(await apply(step) == .conflict)
    step.evals = EvalEvidence(of: current.step.digest, digest: step.digest, passed: 2, failed: 0, skipped: 0)
    #expect(await apply(step) == .conflict)
    #expect(try await registry.state([]).head?.number == 1)
  }

  @Test(arguments: RegistryKind.allCases) func releasesWithoutAPromotionAreRespected(kind: RegistryKind) async throws {
    let registry = try await kind.make()
    try shop.write("one", body: "Released by hand.")
    let skill = try SkillAddition(SkillPackage.read(shop.repository.path + "/skills/one"), source: nil)
    _ = try await registry.skills.add([skill], by: "bob", at: noon)[0].get()
    try shop.commit("one", body: "Released by a promotion.")
    #expect(try await shop.plan(registry).plan.refused.first?.message.contains("with other content") == true)
    // A draft gives way.
    try shop.write("two", "1.0.0", status: "dev", body: "A draft.")
    let draft = try SkillAddition(SkillPackage.read(shop.repository.path + "/skills/two"), source: nil)
    _ = try await registry.skills.add([draft], by: "bob", at: noon)[0].get()
    try shop.write("one", body: "Released by hand.")
    try shop.commit("two", body: "Finished.")
    try await shop.promote(registry)
    let two = try await registry.skills.skill("two", version: "1.0.0")
    let promoted = try await registry.state([]).inForce("two")?.step.digest
    #expect(two.status == .approved && two.digest == promoted)
    // And nobody changes it any longer.
    try shop.write("two", "1.0.0", status: "testing", body: "Finished.")
    let changed = try SkillAddition(SkillPackage.read(shop.repository.path + "/skills/two"), source: nil)
    let result = await errorCode { _ = try await registry.skills.add([changed], by: "bob", at: noon)[0].get() }
    #expect(result != nil)
    #expect(try await registry.skills.skill("two", version: "1.0.0").status == .approved)
  }

  @Test(arguments: RegistryKind.allCases) func messagesWaitUntilTheyAreTaken(kind: RegistryKind) async throws {
    let registry = try await kind.make()
    try shop.commit("one")
    try await shop.promote(registry, receivers: [.n8n, .mattermost])
    let messages = try await registry.messages(undelivered: true, most: 10)
    #expect(messages.map(\.receiver) == ["n8n", "mattermost"] && messages.map(\.attempts) == [0, 0])
    #expect(Set(messages.map(\.key)).count == 2)
    let id = messages[0].id
    var taken = try #require(try await registry.take(id, at: noon, for: 60))
    #expect(taken.attempts == 1)
    // Nobody else gets it meanwhile, and somebody does if the first one is gone.
    #expect(try await registry.take(id, at: Timestamp(seconds: noon.seconds + 59), for: 60) == nil)
    #expect(try await registry.take(id, at: Timestamp(seconds: noon.seconds + 60), for: 60)?.attempts == 2)
    taken.problem = "it was busy"
    taken.due = Timestamp(seconds: noon.seconds + 300)
    try await registry.note(taken)
    #expect(try await registry.messages(undelivered: true, most: 1).first?.problem == "it was busy")
    taken.problem = nil
    taken.delivered = noon
    try await registry.note(taken)
    #expect(try await registry.take(id, at: Timestamp(seconds: noon.seconds + 9_000), for: 60) == nil)
    #expect(try await registry.messages(undelivered: true, most: 10).map(\.receiver) == ["mattermost"])
    #expect(try await registry.messages(undelivered: false, most: 10).count == 2)
  }
}
