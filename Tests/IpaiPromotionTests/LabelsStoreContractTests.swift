import IpaiCore
import IpaiPromotion
import IpaiSkills
import StoreTestSupport
import TestSupport
import Testing

/// What becomes of labels when a version is taken out of force, in every registry.
@Suite struct LabelsStoreContractTests {
  private let shop: Workshop

  init() throws { shop = try Workshop() }

  private func promote(_ registry: any PromotionRegistry, _ version: String, _ status: String) async throws {
    try shop.commit("one", version, status: status)
    try await shop.promote(registry)
  }

  private func failures(_ registry: any PromotionRegistry) async throws -> [VerificationFinding] {
    var verification = PromotionVerification(registry, rule: nil, isCancelled: { false })
    let result = try await verification.run(of: nil, known: nil, repository: shop.repository.path)
    return result.findings.filter { $0.outcome == .failed }
  }

  @Test(arguments: RegistryKind.allCases) func aLabelGoesBackToWhatHadItBefore(kind: RegistryKind) async throws {
    let registry = try await kind.make()
    try await promote(registry, "1.0.0", "stable")
    try await promote(registry, "1.1.0", "approved")
    try await promote(registry, "2.0.0", "stable")
    try await shop.rollBack(registry, "one")
    #expect(
      try await registry.labels()["one"] == [.latest: "1.1.0", .approved: "1.1.0", .stable: "1.0.0"])
    let records = try await registry.newest(of: "one", most: 1)
    #expect(try PromotionStatement(reading: records[0].text).steps.map(\.labels) == [["stable": "1.0.0"]])
    #expect(try await failures(registry).isEmpty)
    // Nothing had 'approved' before.
    try await shop.rollBack(registry, "one")
    #expect(try await registry.labels()["one"] == [.latest: "1.0.0", .stable: "1.0.0"])
    #expect(try await failures(registry).isEmpty)
  }

  /// What was rolled back itself gets no label again.
  @Test(arguments: RegistryKind.allCases) func noLabelGoesBackToWhatWasRolledBack(kind: RegistryKind) async throws {
    let registry = try await kind.make()
    try await promote(registry, "1.0.0", "stable")
    try await promote(registry, "1.1.0", "stable")
    try await shop.rollBack(registry, "one")
    try await promote(registry, "1.2.0", "approved")
    try await promote(registry, "1.3.0", "stable")
    try await shop.rollBack(registry, "one")
    #expect(
      try await registry.labels()["one"] == [.latest: "1.2.0", .approved: "1.2.0", .stable: "1.0.0"])
    #expect(try await failures(registry).isEmpty)
  }

  @Test(arguments: RegistryKind.allCases) func aMoveBackGivesTheLabelBack(kind: RegistryKind) async throws {
    let registry = try await kind.make()
    try await promote(registry, "1.0.0", "stable")
    try await promote(registry, "1.1.0", "stable")
    try await promote(registry, "1.1.0", "approved")
    #expect(
      try await registry.labels()["one"] == [.latest: "1.1.0", .approved: "1.1.0", .stable: "1.0.0"])
    #expect(try await failures(registry).isEmpty)
  }

  /// Stores a step as it is, as another program does.
  private func store(_ step: PromotionStep, _ registry: any PromotionRegistry) async throws {
    let head = try await registry.state([]).head
    let statement = PromotionStatement(
      number: (head?.number ?? 0) + 1, previous: head?.digest, origin: nil, steps: [step], reason: nil,
      promotedBy: "ann", promotedAt: noon, run: nil, signer: nil, ipai: "test")
    try await registry.apply(
      Promotion(statement, text: statement.text(), signature: nil, skills: [:], messages: []))
  }

  /// Earlier releases of ipai removed labels, and their statements say nothing of them.
  @Test(arguments: RegistryKind.allCases) func aStatementMeansWhatItMeant(kind: RegistryKind) async throws {
    let registry = try await kind.make()
    try await promote(registry, "1.0.0", "stable")
    try await promote(registry, "1.1.0", "approved")
    try await promote(registry, "2.0.0", "stable")
    let step = try await PromotionRollback(registry).step(of: "one", to: nil)
    #expect(step.labels == nil)
    try await store(step, registry)
    #expect(try await registry.labels()["one"] == [.latest: "1.1.0", .approved: "1.1.0"])
    #expect(try await failures(registry).isEmpty)
    try await promote(registry, "2.1.0", "stable")
    try await shop.rollBack(registry, "one")
    #expect(try await registry.labels()["one"]?[.stable] == "1.0.0")
    #expect(try await failures(registry).isEmpty)
  }

  @Test(arguments: RegistryKind.allCases) func aLabelThatNeverWasThereIsFound(kind: RegistryKind) async throws {
    let registry = try await kind.make()
    try await promote(registry, "1.0.0", "approved")
    try await promote(registry, "1.1.0", "stable")
    try await promote(registry, "2.0.0", "stable")
    var step = try await PromotionRollback(registry).step(of: "one", to: "1.0.0")
    step.labels = ["stable": "1.0.0"]
    try await store(step, registry)
    #expect(try await failures(registry).map(\.check) == [.log])
  }
}
