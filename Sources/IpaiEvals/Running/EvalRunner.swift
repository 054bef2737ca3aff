import Foundation
package import IpaiCore
package import IpaiSkills

/// Runs the evals of skills: each case in a fresh folder, without the caller's environment, and as far from the machine as
/// the system allows.
package struct EvalRunner: Sendable {
  private let temporaryFolder: String
  private let jobs: Int
  private let model: EvalModel?
  private let sandbox: EvalSandbox

  /// Finds out how commands can be isolated here, and removes what runs that were killed have left. `jobs` is how many cases are run
  /// at once; without a `model`, cases that need one are skipped. Throws `IpaiError(.unavailable)` when nothing can be written to
  /// the folder for temporary files.
  package init(temporaryFolder: String, jobs: Int, model: EvalModel? = nil) async throws {
    self.temporaryFolder = temporaryFolder
    self.jobs = max(1, jobs)
    self.model = model
    WorkplaceFolder.removeAbandoned(in: temporaryFolder)
    sandbox = try await SandboxProbe(temporaryFolder: temporaryFolder).best(geteuid() == 0)
  }

  /// Runs commands in this way.
  init(temporaryFolder: String, jobs: Int, model: EvalModel? = nil, sandbox: EvalSandbox) {
    self.temporaryFolder = temporaryFolder
    self.jobs = max(1, jobs)
    self.model = model
    self.sandbox = sandbox
  }

  /// From what commands are kept here.
  package var isolation: EvalIsolation { sandbox.isolation }

  /// Runs the evals of a skill. `date` is now, `ipai` the version of ipai; `report` is told how many cases are done.
  ///
  /// Throws `IpaiError`: `.conflict` for a skill with errors or evals that cannot be read, `.interrupted` when cancelled, with
  /// no process and no folder left behind, `.unavailable` when there is no room.
  package func run(
    _ skill: SkillPackage, at date: Timestamp, ipai: String, isCancelled: @escaping @Sendable () -> Bool = { false },
    report: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> EvalResults {
    let manifest = try skill.accepted()
    let suite: EvalSuite
    do { suite = try EvalSuite(skill.tree) } catch {
      throw error.error(in: skill.path.isEmpty ? manifest.name.text : skill.path)
    }
    let workplace = try EvalWorkplace(in: temporaryFolder, for: skill.tree, named: manifest.name.text, sandbox)
    defer { workplace.remove() }
    let run = EvalCaseRun(sandbox: sandbox, workplace: workplace, instructions: skill.body, model: model)
    let cases: [EvalResults.Case]
    do {
      cases = try await self.cases(suite.cases, run, isCancelled, report)
    } catch is CancellationError { throw IpaiError(.interrupted, "interrupted") }
    return EvalResults(
      skill: manifest.name.text, version: "\(manifest.version)", digest: "\(skill.digest)", ranAt: date, ipai: ipai,
      isolation: isolation, cases: cases)
  }

  /// What a task of a run has found out.
  private enum Event {
    case done(Int, EvalResults.Case)
    case cancelled
  }

  private func cases(
    _ cases: [EvalCase], _ run: EvalCaseRun, _ isCancelled: @escaping @Sendable () -> Bool,
    _ report: @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws -> [EvalResults.Case] {
    guard !cases.isEmpty else { return [] }
    return try await withThrowingTaskGroup(of: Event.self) { group in
      defer { group.cancelAll() }
      group.addTask {
        while !isCancelled() { try await Task.sleep(for: .milliseconds(50)) }
        return .cancelled
      }
      var waiting = cases.enumerated().makeIterator()
      func start() {
        guard let (number, eval) = waiting.next() else { return }
        group.addTask { .done(number, try await run.result(of: eval, number: number)) }
      }
      for _ in 0..<jobs { start() }
      var results: [Int: EvalResults.Case] = [:]
      report(0, cases.count)
      while results.count < cases.count, let event = try await group.next() {
        guard case .done(let number, let result) = event else { throw CancellationError() }
        results[number] = result
        report(results.count, cases.count)
        start()
      }
      return cases.indices.compactMap { results[$0] }
    }
  }
}
