import CommandTestSupport
import Foundation
import IpaiPromotion
import IpaiSkills
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
    let fields = try JSONDecoder().decode(
      [SkillFieldChange].self, from: Data(#"[{"field": "license", "new": "MIT"}]"#.utf8))
    let lies: [(field: String, change: (inout PromotionPlan) -> Void)] = [
      (
        "the author of the commit is 'Somebody Else <x@example.org>'",
        { $0.origin.author = "Somebody Else <x@example.org>" }
      ),
      ("the plan says that branch 'release' has the commit, and it does not", { $0.origin.branch = "release" }),
      ("the plan says that branch 'm*' has the commit", { $0.origin.branch = "m*" }),
      (
        "the repository of the commit is 'https://example.org/x.git'",
        { $0.origin.repository = "https://example.org/x.git" }
      ),
      ("its evals.passed: 1 now, 9 in the plan", { $0.steps[0].evals?.passed = 9 }),
      ("its evals.skipped: 0 now, 9 in the plan", { $0.steps[0].evals?.skipped = 9 }),
      ("its evals.isolated: true now, false in the plan", { $0.steps[0].evals?.isIsolated = false }),
      ("its evals.isolated: true now, none in the plan", { $0.steps[0].evals?.isIsolated = nil }),
      ("its evals.digest: sha256:", { $0.steps[0].evals?.digest = digest }),
      ("now, \(digest) in the plan", { $0.steps[0].evals?.of = digest }),
      ("its evals: some now, none in the plan", { $0.steps[0].evals = nil }),
      ("its without_evals: false now, true in the plan", { $0.steps[0].isWithoutEvals = true }),
      ("'one' is not what the plan says: its version: 1.0.0 now, 1.0.1 in the plan", { $0.steps[0].version = "1.0.1" }),
      ("its digest: sha256:", { $0.steps[0].digest = digest }),
      ("its source: skills/one now, skills/two in the plan", { $0.steps[0].source = "skills/two" }),
      ("its labels: none now, stable 0.1.0 in the plan", { $0.steps[0].labels = ["stable": "0.1.0"] }),
      (
        "its previous: none now, 1.0.0 approved sha256:",
        {
          $0.steps[0].previous = PromotedVersion(promotion: 1, step: $0.steps[0]).previous
        }
      ),
      (
        "'evals/a.yaml' of 'one' would be added, and the plan does not show it",
        {
          $0.changes[0].files.removeAll { $0.path == "evals/a.yaml" }
        }
      ),
      (
        "the plan shows that 'x.sh' of 'one' is removed, and it is not",
        {
          var file = $0.changes[0].files[0]
          file.kind = .removed
          file.path = "x.sh"
          $0.changes[0].files.append(file)
        }
      ),
      (
        "the plan shows other lines of 'SKILL.md' of 'one' than those that differ",
        {
          $0.changes[0].files[0].diff = "@@ -0,0 +1 @@\n+harmless\n"
        }
      ),
      (
        "itself would not change as the plan shows: license: unchanged now, from none to MIT in the plan",
        {
          $0.changes[0].fields = fields
        }
      ),
      ("the files of 'one' would change, and the plan does not show how", { $0.changes = [] }),
      ("'one' would be changed now, and the plan does not say so", { $0.steps = [] }),
      (
        "the plan changes 'two', and nothing would be done to it now",
        {
          var step = $0.steps[0]
          step.name = "two"
          $0.steps.append(step)
        }
      ),
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
      #expect(
        run.error.contains("ipai promote plan --to") && run.error.contains("--out FILE")
          && !run.error.contains("\u{1B}"))
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
    #expect(lie.status == 65 && lie.error.contains("the plan says that branch 'empty' has the commit, and it does not"))
    plan.origin.branch = "main"
    try repository.git("update-ref", "refs/remotes/origin/main", "main")
    try repository.git("branch", "-q", "-D", "main")
    let honest = try await apply(plan)
    #expect(honest.status == 0, "\(honest.error)")
  }

  /// CI has the repository from an address that others do not use, and the log says what the plan said.
  @Test func anotherCloneAppliesThePlan() async throws {
    try repository.git("remote", "add", "origin", "https://example.org/owner/skills.git")
    let plan = try await made("--diff")
    #expect(plan.steps.map(\.repository) == ["https://example.org/owner/skills.git"])
    try repository.git("remote", "set-url", "origin", "git@example.org:owner/other.git")
    let other = try await apply(plan)
    #expect(other.status == 65 && other.error.contains("the repository of the commit is"), "\(other.error)")
    try repository.git("remote", "set-url", "origin", "git@example.org:owner/skills")
    let run = try await apply(plan)
    #expect(run.status == 0 && run.output.contains("promoted: number 1"), "\(run.error)")
    let log = await promote("log", "--format", "json")
    #expect(
      log.output.contains("https://example.org/owner/skills.git") && !log.output.contains("git@"), "\(log.output)")
  }

  /// Evals that run again elsewhere show the same, and so the plan is applied there.
  @Test func anotherMachineRunsTheEvalsAgain() async throws {
    let plan = try await made()
    try FileManager.default.removeItem(atPath: home.file(".local/share/ipai/evals"))
    let run = try await apply(plan)
    #expect(run.status == 0, "\(run.error)")
    let log = await promote("log", "--format", "json")
    #expect(log.output.contains(#""isolated" : true"#), "\(log.output)")
  }

  /// Evals that could have read secrets, or written what they like, show something else.
  @Test func evalsThatWereNotIsolatedAreOthers() async throws {
    let plan = try await made()
    let path = home.file(".local/share/ipai/evals/one.json")
    let results = try String(contentsOfFile: path, encoding: .utf8)
    try results.replacing(/"filesystem" ?: ?true/, with: #""filesystem":false"#).write(
      toFile: path, atomically: true, encoding: .utf8)
    let run = try await apply(plan)
    #expect(run.status == 65 && run.error.contains("its evals.isolated: false now, true in the plan"), "\(run.error)")
    var other = plan
    other.steps[0].evals?.isIsolated = false
    #expect(try PlanMarkdown.text(SealedPlan(other)).contains("| 1 passed, not isolated |"))
    #expect(try PlanMarkdown.text(SealedPlan(plan)).contains("| 1 passed |"))
    let table = await promote("plan")
    #expect(table.output.contains("1 eval passed, not isolated"), "\(table.output)")
  }
}
