import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// `ipai promote` on a real repository, with a registry in a file.
@Suite struct PromoteTests {
  private let home: TemporaryFolder
  private let repository: TestRepository

  init() throws {
    home = try TemporaryFolder()
    repository = try TestRepository()
    try write("one", evals: "- name: greets\n  command: cat SKILL.md\n  expect:\n    contains: 'name: one'\n")
    try write("two")
    try write("draft", status: "dev")
    try repository.commit("skills")
  }

  private func write(
    _ name: String, _ version: String = "1.0.0", status: String = "approved", evals: String? = nil
  ) throws {
    let text =
      "---\nname: \(name)\ndescription: Does \(name).\nmetadata:\n  version: \(version)\n  status: \(status)\n---\nDo.\n"
    try repository.write(text, to: "skills/\(name)/SKILL.md")
    if let evals { try repository.write(evals, to: "skills/\(name)/evals/all.yaml") }
  }

  private var registry: String { home.file("registry.db") }

  private func ipai(
    _ words: String..., environment: [String: String] = [:], input: String = ""
  ) async -> CommandRun {
    var all = TestRepository.environment.filter { $0.key == "PATH" }
    all.merge(environment) { $1 }
    return await CommandRun.awaiting(
      ["promote"] + words, home: home, in: repository.path, environment: all, input: Array(input.utf8))
  }

  private func keys(_ words: String..., environment: [String: String] = [:]) async -> Set<String> {
    var all = TestRepository.environment.filter { $0.key == "PATH" }
    all.merge(environment) { $1 }
    let run = await CommandRun.awaiting(
      ["promote"] + words + ["--format", "json"], home: home, in: repository.path, environment: all)
    #expect(run.json != nil, "\(words): \(run.error)")
    return JSONKey.paths(in: run.json)
  }

  @Test func whatPromoteWritesIsDocumented() async throws {
    let to = registry
    let dead = ["IPAI_N8N_URL": "http://127.0.0.1:1/", "IPAI_MATTERMOST_URL": "http://127.0.0.1:1/"]
    let refused = await keys("plan", "--to", to)
    let first = await keys("plan", "--to", to, "--allow-missing-evals", "--run-evals", "--diff")
    let empty = await keys("status", "--to", to)
    // What is not there has no log.
    for words in [["log"], ["verify"], ["outbox", "list"], ["outbox", "deliver"]] {
      let run = await CommandRun.awaiting(
        ["promote"] + words + ["--to", to], home: home, in: repository.path,
        environment: TestRepository.environment.filter { $0.key == "PATH" })
      #expect(run.status == 66 && run.error.contains("there is no registry at"), "\(run.error)")
    }
    let applied = await keys(
      "apply", "--to", to, "--allow-missing-evals", "--reason", "first", environment: dead)
    try write("one", "1.1.0")
    try repository.git("remote", "add", "origin", "https://ann:hunter2@example.org/skills.git")
    try repository.commit("one 1.1.0")
    let second = await keys("plan", "--to", to, "--run-evals", "--diff", "--skill", "one", "--allow-secrets", "x")
    try JSONKey.check("ipai promote plan", [refused, first, second])
    let again = await keys("apply", "--to", to, "--skill", "one")
    try JSONKey.check(
      "ipai promote apply", [applied, again],
      empty: [["messages.failure"]])
    let dry = await keys("run", "--to", to, "--dry-run")
    try JSONKey.check("ipai promote run", [dry, await keys("run", "--to", to, "--skill", "one")], empty: [["number"]])
    try JSONKey.check("ipai promote status", [empty, await keys("status", "--to", to)])
    try JSONKey.check("ipai promote log", [await keys("log", "--to", to)])
    let back = await keys("rollback", "one", "--reason", "it fails", "--registry", to, environment: dead)
    try JSONKey.check("ipai promote rollback", [back])
    try JSONKey.check(
      "ipai promote verify", [await keys("verify", "--to", to)],
      empty: [["findings[].skill"], ["findings[].promotion"]])
    let server = try ScriptServer.webhooks()
    let alive = ["IPAI_N8N_URL": "\(server.address)/good/n8n", "IPAI_MATTERMOST_URL": "\(server.address)/gone/x"]
    let delivered = await keys("outbox", "deliver", "--to", to, environment: alive)
    try JSONKey.check(
      "ipai promote outbox deliver", [delivered], empty: [["failure"]])
    try JSONKey.check(
      "ipai promote outbox list", [await keys("outbox", "list", "--delivered", "--to", to)])
  }

  @Test func aPlanSaysWhatWouldHappen() async throws {
    let nothing = await ipai("plan")
    #expect(nothing.status == 64 && nothing.error.contains("no registry is named"), "\(nothing.error)")
    let plan = await ipai("plan", "--to", registry)
    #expect(plan.status == 65)
    #expect(
      plan.error.contains(
        "skills/one: its evals have not been run; to run them on what is committed, add --run-evals: ipai promote plan --to \(registry) --run-evals"
      ), "\(plan.error)")
    #expect(plan.error.contains("skills/two: it has no evals"))
    #expect(plan.output.contains("draft: it is dev") && plan.output.contains("2 skills cannot be promoted"))
    // Looking makes no file.
    #expect(!FileManager.default.fileExists(atPath: registry))
    let words = ["--to", registry, "--allow-missing-evals", "--run-evals", "--detailed-exitcode"]
    let first = await CommandRun.awaiting(
      ["promote", "plan"] + words, home: home, in: repository.path,
      environment: TestRepository.environment.filter { $0.key == "PATH" })
    #expect(first.status == 2 && first.error.isEmpty, "\(first.error)")
    #expect(first.output.contains("+ add one 1.0.0 approved (1 eval passed)"))
    #expect(first.output.contains("+ add two 1.0.0 approved (without evals)"))
    let run = await ipai("--to", registry, "--allow-missing-evals")
    #expect(run.status == 0 && run.output.contains("promoted: number 1, sha256:"), "\(run.error)")
    let after = await ipai("plan", "--to", registry, "--detailed-exitcode")
    #expect(after.status == 0 && after.output.contains("nothing to promote"), "\(after.error)")
    let again = await ipai("--to", registry)
    #expect(again.status == 0 && !again.output.contains("promoted:"), "\(again.error)")
  }

  /// What git ignores is in the folder, and not in the commit: evals of the folder show nothing about the commit.
  @Test func theHintAboutEvalsLeadsSomewhere() async throws {
    try repository.write("cache/\n", to: ".gitignore")
    try repository.write("x", to: "skills/one/cache/x")
    try repository.commit("ignore")
    let environment = TestRepository.environment.filter { $0.key == "PATH" }
    func ipai(_ words: String..., in folder: String = "") async -> CommandRun {
      await CommandRun.awaiting(words, home: home, in: repository.path + folder, environment: environment)
    }
    #expect(await ipai("skills", "eval", "./skills/one").status == 0)
    let words = ["promote", "plan", "--to", registry, "--skill", "one"]
    let stale = await CommandRun.awaiting(words, home: home, in: repository.path, environment: environment)
    #expect(
      stale.status == 65 && stale.error.contains("run on other content than this; to run them on what is committed"),
      "\(stale.error)")
    let ran = await CommandRun.awaiting(
      words + ["--run-evals"], home: home, in: repository.path, environment: environment)
    #expect(ran.status == 0, "\(ran.error)")
    try write("one", evals: "- {name: fails, command: 'false', expect: {exit: 0}}\n")
    try repository.commit("fails")
    for (folder, path) in [
      ("", "skills/one"), ("/skills", "./one"), ("/skills/two", "../one"), ("/skills/one", "./."),
    ] {
      let failed = await CommandRun.awaiting(
        words + ["--run-evals"], home: home, in: repository.path + folder, environment: environment)
      #expect(failed.error.contains("to see which: ipai skills eval \(path)\n"), "\(failed.error)")
      let followed = await ipai("skills", "eval", path, in: folder)
      #expect(followed.status == 1 && followed.output.contains("failed   fails"), "\(followed.error)")
    }
    let elsewhere = await CommandRun.awaiting(
      words + ["--run-evals", "--repo", repository.path], home: home, in: home.path, environment: environment)
    #expect(elsewhere.error.contains("ipai skills eval \(repository.path)/skills/one\n"), "\(elsewhere.error)")
    try repository.git("checkout", "-q", "HEAD~1")
    let other = await CommandRun.awaiting(
      words + ["--run-evals", "--revision", "main"], home: home, in: repository.path, environment: environment)
    #expect(other.error.contains("'ipai skills eval PATH' where the commit is checked out"), "\(other.error)")
  }

  @Test func whatIsNotCommittedIsRefused() async throws {
    try write("two", "1.1.0")
    let refused = await ipai("--to", registry, "--allow-missing-evals")
    #expect(refused.status == 65 && refused.error.contains("skills/two/SKILL.md differs from it"), "\(refused.error)")
    let allowed = await ipai("--to", registry, "--allow-missing-evals", "--allow-dirty")
    #expect(allowed.status == 0 && allowed.output.contains("two 1.0.0"), "\(allowed.error)")
    let log = await ipai("log", "--to", registry, "--format", "json")
    #expect(log.output.contains("\"dirty\" : true"))
    let missing = await ipai("--to", registry, "--dir", "nowhere")
    #expect(missing.status == 66 && missing.error.contains("has no folder 'nowhere'"), "\(missing.error)")
    let outside = await ipai("--to", registry, "--dir", home.path)
    #expect(outside.status == 64 && outside.error.contains("is not in the repository"), "\(outside.error)")
    let revision = await ipai("--to", registry, "--revision", "nothing")
    #expect(revision.status == 66, "\(revision.error)")
    let elsewhere = await ipai("--to", registry, "--repo", home.path)
    #expect(elsewhere.status == 66 && elsewhere.error.contains("not in a git repository"), "\(elsewhere.error)")
  }

  @Test func anApprovedPlanIsAppliedAsItWasSeen() async throws {
    let file = home.file("plan.json")
    let words = ["--to", registry, "--allow-missing-evals", "--run-evals"]
    let environment = TestRepository.environment.filter { $0.key == "PATH" }
    let plan = await CommandRun.awaiting(
      ["promote", "plan", "--out", file, "--format", "json"] + words, home: home, in: repository.path,
      environment: environment)
    #expect(plan.status == 0, "\(plan.error)")
    // What is shown as JSON is the same plan.
    let shown = try home.write(plan.output, to: "shown.json")
    let options = await ipai("apply", file, "--to", registry, "--prune")
    #expect(options.status == 64, "\(options.error)")
    // Another branch, a detached HEAD and later commits change nothing: the commit of the plan is promoted.
    try write("two", "2.0.0")
    try repository.commit("later")
    try repository.git("checkout", "-q", "--detach")
    // A change of the file is noticed.
    let altered = home.file("altered.json")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacing("\"version\":\"1.0.0\"", with: "\"version\":\"9.0.0\"").write(
      toFile: altered, atomically: true, encoding: .utf8)
    let wrong = await ipai("apply", altered, "--to", registry)
    #expect(wrong.status == 65 && wrong.error.contains("was changed after it was made"), "\(wrong.error)")
    let other = await ipai("apply", file, "--to", home.file("other.db"))
    #expect(other.status == 65 && other.error.contains("the plan was made for"), "\(other.error)")
    let applied = await ipai("apply", shown, "--to", registry)
    #expect(applied.status == 0 && applied.output.contains("+ add two 1.0.0"), "\(applied.error)")
    let twice = await ipai("apply", file, "--to", registry)
    #expect(
      twice.status == 65 && twice.error.contains("the plan changes 'one', and nothing would be done to it now"),
      "\(twice.error)")
    #expect(twice.error.contains("the last promotion is 1"), "\(twice.error)")
    let rubbish = try home.write("{}", to: "rubbish.json")
    let none = await ipai("apply", rubbish, "--to", registry)
    #expect(none.status == 65 && none.error.contains("is not a plan"), "\(none.error)")
    #expect(none.error.contains("caused by: there is no 'plan'\n"), "\(none.error)")
    let missing = await ipai("apply", home.file("none.json"), "--to", registry)
    #expect(missing.status == 66, "\(missing.error)")
  }

  @Test func onATerminalItAsksFirst() throws {
    func run(_ input: String, _ more: String...) -> CommandRun {
      CommandRun(
        ["promote", "--to", registry, "--allow-missing-evals", "--skill", "two"] + more, home: home,
        in: repository.path, environment: TestRepository.environment.filter { $0.key == "PATH" },
        input: Array(input.utf8), isTerminal: true)
    }
    let no = run("y\n")
    #expect(no.status == 0 && no.error.contains("nothing was changed") && no.output.contains("add two"), "\(no.error)")
    let end = run("")
    #expect(end.status == 0 && end.error.contains("nothing was changed"))
    let dry = run("yes\n", "--dry-run")
    #expect(dry.status == 0 && !dry.output.contains("promoted:"))
    #expect(!FileManager.default.fileExists(atPath: registry))
    let yes = run("yes\n")
    #expect(yes.status == 0 && yes.output.contains("promoted: number 1"), "\(yes.error)")
  }

  @Test func whoPromotesIsRecorded() async throws {
    let ci = [
      "GITHUB_ACTOR": "octocat", "GITHUB_SERVER_URL": "https://ci.example.org", "GITHUB_REPOSITORY": "a/b",
      "GITHUB_RUN_ID": "7",
    ]
    let summary = try home.write("before\n", to: "summary.md")
    let plan = await ipai(
      "plan", "--to", registry, "--allow-missing-evals",
      environment: ci.merging(["GITHUB_STEP_SUMMARY": summary]) { $1 })
    #expect(plan.status == 65)
    let text = try String(contentsOfFile: summary, encoding: .utf8)
    #expect(text.hasPrefix("before\n## Promotion of skills") && text.contains("| add | `two` |"), "\(text)")
    try repository.git("remote", "add", "origin", "https://ann:hunter2@example.org/skills.git")
    #expect(await ipai("--to", registry, "--skill", "two", "--allow-missing-evals", environment: ci).status == 0)
    let log = await ipai("log", "--to", registry, "--format", "json")
    for part in [
      "\"promoted_by\" : \"octocat\"", "https://ci.example.org/a/b/actions/runs/7", "https://example.org/skills.git",
    ] {
      #expect(log.output.contains(part), "\(log.output)")
    }
    #expect(!log.output.contains("hunter2"))
    try write("two", "1.1.0")
    try repository.commit("two 1.1.0")
    #expect(await ipai("--to", registry, "--skill", "two", "--allow-missing-evals", "--by", "eve").status == 0)
    let status = await ipai("status", "--to", registry)
    #expect(status.output.contains("approved=1.1.0 latest=1.1.0"), "\(status.output)")
    let back = await ipai("rollback", "two", "--reason", "it fails", "--registry", registry)
    #expect(back.output.contains("two 1.0.0 is in force again; 1.1.0 was before"), "\(back.error)")
    let names = await ipai("log", "two", "--to", registry, "--max-results", "1")
    #expect(names.output.contains("roll_back") && !names.output.contains("1.1.0"), "\(names.output)")
    let left = await ipai("plan", "--to", registry, "--skill", "two")
    #expect(left.output.contains("1.1.0 was rolled back"), "\(left.output) \(left.error)")
  }
}
