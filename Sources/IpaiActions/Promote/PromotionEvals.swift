import IpaiCore
import IpaiEvals
import IpaiPromotion
import IpaiSkills

/// What evals have shown of skills that are to be promoted; they are run where that is not known yet.
final class PromotionEvals {
  private let services: Services
  private let runs: Bool
  private let isCancelled: @Sendable () -> Bool
  private let allowsUnisolated: Bool
  /// Made when it is first needed, since it looks at what the machine can do.
  private var runner: EvalRunner?

  /// `runs`: whether evals are run, and `allowsUnisolated` whether also where they could read the secrets of this process.
  init(_ services: Services, runs: Bool, allowsUnisolated: Bool, isCancelled: @escaping @Sendable () -> Bool) {
    self.services = services
    self.runs = runs
    self.allowsUnisolated = allowsUnisolated
    self.isCancelled = isCancelled
  }

  /// What the evals of a skill have shown the last time, on whatever files; nil where they were never run or there are none.
  ///
  /// Throws `IpaiError(.conflict)` for evals that cannot be read.
  func evidence(of name: String, _ skill: SkillPackage) async throws -> EvalEvidence? {
    let last = try services.evalRecords.results(for: name)
    if let last, last.digest == skill.digest.description { return try Self.evidence(last) }
    guard runs else { return try last.map(Self.evidence) }
    let suite: EvalSuite
    do { suite = try EvalSuite(skill.tree) } catch { throw error.error(in: skill.path) }
    guard !suite.cases.isEmpty else { return nil }
    let results = try await run(skill, name)
    try services.evalRecords.save(results)
    return try Self.evidence(results)
  }

  private func run(_ skill: SkillPackage, _ name: String) async throws -> EvalResults {
    let runner: EvalRunner
    if let made = self.runner {
      runner = made
    } else {
      runner = try await EvalRunner(temporaryFolder: services.temporaryFolder, jobs: services.jobs())
      let isolation = runner.isolation
      guard allowsUnisolated || isolation.keepsSecrets else {
        throw IpaiError(
          .unavailable,
          "the evals of '\(name)' were not run, since they could read the secrets of this process: \(isolation.remark ?? "")",
          hint: "run them elsewhere with 'ipai skills eval', or add --allow-unisolated-evals")
      }
      self.runner = runner
    }
    return try await runner.run(
      skill, at: Timestamp(services.now()), ipai: Version.number, isCancelled: isCancelled
    ) { [services] done, total in
      services.report(WorkProgress(phase: "running the evals of \(name)", done: done, total: total))
    }
  }

  private static func evidence(_ results: EvalResults) throws -> EvalEvidence {
    EvalEvidence(
      of: results.digest, digest: try results.resultsDigest(), passed: results.count(.passed),
      failed: results.count(.failed), skipped: results.count(.skipped), isIsolated: results.isolation.keepsSecrets)
  }
}
