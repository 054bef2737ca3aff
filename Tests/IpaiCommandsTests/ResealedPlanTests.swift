import CommandTestSupport
import Foundation
import IpaiPromotion
import TestSupport
import Testing

/// A plan that was changed and sealed again says something that is not so, which `promote apply` finds out.
@Suite struct ResealedPlanTests {
  private let home: TemporaryFolder
  private let repository: TestRepository

  init() throws {
    home = try TemporaryFolder()
    repository = try TestRepository()
    try repository.write(
      "---\nname: one\ndescription: Does one.\nmetadata:\n  version: 1.0.0\n  status: approved\n---\nDo.\n",
      to: "skills/one/SKILL.md")
    try repository.write("- {name: runs, command: 'true', expect: {exit: 0}}\n", to: "skills/one/evals/a.yaml")
    try repository.commit("one")
  }

  private func promote(_ words: String...) async -> CommandRun {
    await CommandRun.awaiting(
      ["promote"] + words + ["--to", home.file("registry.db")], home: home, in: repository.path,
      environment: TestRepository.environment.filter { $0.key == "PATH" })
  }

  /// The plan as it was made.
  private func made(_ more: String...) async throws -> PromotionPlan {
    let path = home.file("plan.json")
    let run = await CommandRun.awaiting(
      ["promote", "plan", "--run-evals", "--out", path, "--to", home.file("registry.db")] + more, home: home,
      in: repository.path, environment: TestRepository.environment.filter { $0.key == "PATH" })
    #expect(run.status == 0, "\(run.error)")
    return try SealedPlan.read(Data(contentsOf: URL(fileURLWithPath: path)), path: path)
  }

  private func apply(_ plan: PromotionPlan) async throws -> CommandRun {
    let path = home.file("sealed.json")
    try SealedPlan(plan).file().write(to: URL(fileURLWithPath: path))
    return await promote("apply", path)
  }

  @Test func whatIsNotSoIsNamed() async throws {
    let digest = "sha256:" + String(repeating: "0", count: 64)
    let lies: [(field: String, change: (inout PromotionPlan) -> Void)] = [
      (
        "the author of the commit is 'Somebody Else <x@example.org>'",
        { $0.origin.author = "Somebody Else <x@example.org>" }
      ),
      ("the branch of the commit is 'release', and it is 'main'", { $0.origin.branch = "release" }),
      ("the branch of the commit is 'm*'", { $0.origin.branch = "m*" }),
      (
        "the repository of the commit is 'https://example.org/x.git'",
        { $0.origin.repository = "https://example.org/x.git" }
      ),
      ("(its evals.passed)", { $0.steps[0].evals?.passed = 9 }),
      ("(its evals.skipped)", { $0.steps[0].evals?.skipped = 9 }),
      ("(its evals.digest)", { $0.steps[0].evals?.digest = digest }),
      ("(its evals.of)", { $0.steps[0].evals?.of = digest }),
      ("(its evals)", { $0.steps[0].evals = nil }),
      ("(its without_evals)", { $0.steps[0].isWithoutEvals = true }),
      ("(its version)", { $0.steps[0].version = "1.0.1" }),
      ("(its digest)", { $0.steps[0].digest = digest }),
      ("(its source)", { $0.steps[0].source = "skills/two" }),
      ("(changes)", { $0.changes[0].files.removeLast() }),
      ("(changes)", { $0.changes[0].files[0].diff = "@@ -0,0 +1 @@\n+harmless\n" }),
      ("to 'one' is not what the plan says (whether anything is)", { $0.steps = [] }),
      (
        "'Eve  [2Kevil <e@example.org>'", { $0.origin.author = "Eve\n\u{1B}[2Kevil <e@example.org>" }
      ),
    ]
    let plan = try await made("--diff")
    for lie in lies {
      var changed = plan
      lie.change(&changed)
      let run = try await apply(changed)
      #expect(run.status == 65 && run.error.contains("nothing was promoted"), "\(lie.field): \(run.error)")
      #expect(run.error.contains(lie.field), "\(lie.field): \(run.error)")
      #expect(run.error.contains("ipai promote plan --out FILE") && !run.error.contains("\u{1B}"))
    }
    let honest = try await apply(plan)
    #expect(honest.status == 0 && honest.output.contains("promoted: number 1"), "\(honest.error)")
    #expect(!honest.output.contains("@@"))
  }

  /// The commit of the plan is promoted, whatever is checked out by now; only the branch has to have it.
  @Test func theBranchHasToHaveTheCommit() async throws {
    var plan = try await made()
    try repository.git("checkout", "-q", "-b", "other", "HEAD")
    try repository.write("x", to: "x.txt")
    try repository.commit("more")
    try repository.git("branch", "empty", "--no-track", try repository.git("commit-tree", "-m", "x", "HEAD^{tree}"))
    plan.origin.branch = "empty"
    let lie = try await apply(plan)
    #expect(lie.status == 65 && lie.error.contains("the branch of the commit is 'empty', and it is not known"))
    plan.origin.branch = "main"
    try repository.git("update-ref", "refs/remotes/origin/main", "main")
    try repository.git("branch", "-q", "-D", "main")
    let honest = try await apply(plan)
    #expect(honest.status == 0, "\(honest.error)")
  }

  /// Evals that run again elsewhere show the same, and so the plan is applied there.
  @Test func anotherMachineRunsTheEvalsAgain() async throws {
    let plan = try await made()
    try FileManager.default.removeItem(atPath: home.file(".local/share/ipai/evals"))
    let run = try await apply(plan)
    #expect(run.status == 0, "\(run.error)")
  }
}
