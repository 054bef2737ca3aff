import Foundation
import IpaiCore
import IpaiDatabase
import IpaiGit
import IpaiPromotion
import IpaiSkills
import StoreTestSupport
import TestSupport

/// The time at which tests run.
let noon = Timestamp(seconds: 1_800_000_000)

/// The registries that the contract suite runs on.
enum RegistryKind: String, CaseIterable {
  case sqlite
  case postgres

  /// An empty registry.
  func make() async throws -> any PromotionRegistry {
    switch self {
    case .sqlite: SQLitePromotionRegistry(try DatabaseFile.inMemory())
    case .postgres: PostgresPromotionRegistry(try await PostgresFixture.migrated().pool())
    }
  }
}

/// A repository with skills, and what promotes them.
struct Workshop {
  let repository: TestRepository
  var selection = PromotionSelection()
  var evals: [String: EvalEvidence] = [:]
  var by = "ann"
  var address = "https://example.org/skills.git"

  init() throws {
    repository = try TestRepository()
    selection.takesWithoutEvals = true
  }

  /// Writes a skill, without committing it.
  func write(
    _ name: String, _ version: String = "1.0.0", status: String = "approved", body: String = "Check it.",
    in folder: String = "skills"
  ) throws {
    try repository.write(
      """
      ---
      name: \(name)
      description: Checks things. Use before a release.
      metadata:
        version: "\(version)"
        status: \(status)
      ---
      \(body)

      """, to: "\(folder)/\(name)/SKILL.md")
  }

  /// Writes a skill and commits everything.
  func commit(
    _ name: String, _ version: String = "1.0.0", status: String = "approved", body: String = "Check it."
  ) throws {
    try write(name, version, status: status, body: body)
    try repository.commit("\(name) \(version)")
  }

  var origin: PromotionOrigin {
    get throws {
      PromotionOrigin(
        repository: address, commit: try repository.git("rev-parse", "HEAD"), branch: "main",
        author: "Ann Author <ann@example.org>", folder: "skills", isDirty: false)
    }
  }

  /// What HEAD would change in a registry, with the skills of the steps.
  func plan(
    _ registry: any PromotionRegistry
  ) async throws -> (plan: PromotionPlan, skills: [String: SkillAddition]) {
    let known = try await registry.state([])
    let origin = try origin
    let source = try source(origin, known.objectsInForce)
    let evals = evals
    var planner = PromotionPlanner(
      registry, known: known, origin: origin, selection: selection, withLines: false, isCancelled: { false },
      evidence: { name, _ in evals[name] })
    let plan = try await planner.plan(source, ipai: "test")
    return (plan, planner.additions)
  }

  private func source(_ origin: PromotionOrigin, _ known: [String: String]) throws -> CommittedSource {
    let repository = try GitRepository(containing: repository.path)
    guard let commit = ObjectID(hex: origin.commit) else { throw IpaiError(.internal, "no commit") }
    return try CommittedSource(in: origin.folder, of: commit, repository, known: known, isCancelled: { false })
  }

  func context(
    signer: (any StatementSigner)? = nil, receivers: [RolloutReceiver] = [], date: Timestamp = noon
  ) -> PromotionContext {
    PromotionContext(
      by: by, date: date, reason: nil, run: nil, ipai: "test", signer: signer, receivers: receivers)
  }

  /// Plans and applies, unless something cannot be promoted.
  @discardableResult
  func promote(
    _ registry: any PromotionRegistry, signer: (any StatementSigner)? = nil, receivers: [RolloutReceiver] = [],
    date: Timestamp = noon
  ) async throws -> PromotionStatement? {
    let (plan, skills) = try await plan(registry)
    try plan.checkRefused()
    return try await PromotionApply(registry, context(signer: signer, receivers: receivers, date: date)).run(
      plan.steps, skills, from: plan.origin)
  }

  /// Rolls back.
  func rollBack(_ registry: any PromotionRegistry, _ name: String, to version: String? = nil) async throws {
    let step = try await PromotionRollback(registry).step(of: name, to: version)
    _ = try await PromotionApply(registry, context()).run([step], [:], from: nil)
  }
}

/// The code of the error that `work` throws; nil for none.
func errorCode(_ work: () async throws -> Void) async -> ErrorCode? {
  do { try await work() } catch { return (error as? IpaiError)?.code ?? .internal }
  return nil
}

/// The message of the error that `work` throws; nil for none.
func errorText(_ work: () async throws -> Void) async -> String? {
  do { try await work() } catch { return (error as? IpaiError)?.message ?? "\(error)" }
  return nil
}
