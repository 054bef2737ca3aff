import CommandTestSupport
import Foundation
import IpaiPostgres
import StoreTestSupport
import TestSupport
import Testing

/// Promotion into PostgreSQL by people who have a role, and nothing else.
@Suite struct PromoteStoreCommandTests {
  private let home: TemporaryFolder
  private let repository: TestRepository
  private let fixture: PostgresFixture
  private let admin: PostgresConnection

  init() async throws {
    home = try TemporaryFolder()
    repository = try TestRepository()
    fixture = try await PostgresFixture.migrated()
    admin = try await fixture.connection()
    for (user, role) in [("pam", "mcp_promoter"), ("cleo", "mcp_client"), ("sam", "pg_read_all_settings")] {
      try await admin.run(
        script: """
          DO $$ BEGIN CREATE ROLE \(user) LOGIN PASSWORD 'secret'; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
          GRANT \(role) TO \(user);
          """)
    }
  }

  private func commit(_ name: String, _ version: String) throws {
    try repository.commit(
      "\(name) \(version)",
      files: [
        "skills/\(name)/SKILL.md":
          "---\nname: \(name)\ndescription: Does \(name) \(version).\nmetadata:\n  version: \(version)\n  status: approved\n---\nDo.\n"
      ])
  }

  private func ipai(_ words: String..., as user: String) async -> CommandRun {
    var environment = TestRepository.environment.filter { $0.key == "PATH" }
    environment["IPAI_STORE"] = fixture.address(user: user)
    return await CommandRun.awaiting(
      ["promote"] + words, home: home, in: repository.path, environment: environment)
  }

  @Test func rolesAreEnough() async throws {
    try commit("one", "1.0.0")
    let promoted = await ipai("--allow-missing-evals", as: "pam")
    #expect(promoted.status == 0, "\(promoted.error)")
    try commit("one", "1.1.0")
    let changed = await ipai("--allow-missing-evals", as: "pam")
    #expect(changed.status == 0, "\(changed.error)")
    let back = await ipai("rollback", "one", "--reason", "it fails", as: "pam")
    #expect(back.status == 0, "\(back.error)")
    // Who may only read can see and verify it.
    let status = await ipai("status", as: "cleo")
    #expect(status.status == 0 && status.output.contains("one    1.0.0"), "\(status.error) \(status.output)")
    let verified = await ipai("verify", as: "cleo")
    #expect(verified.status == 0 && verified.output.contains("3 promotions, 1 skill in force"), "\(verified.error)")
    try commit("one", "1.2.0")
    let plan = await ipai("plan", "--allow-missing-evals", "--diff", as: "cleo")
    #expect(plan.status == 0 && plan.output.contains("+  version: 1.2.0"), "\(plan.error)")
    for user in ["cleo", "sam"] {
      let denied = await ipai("--allow-missing-evals", as: user)
      #expect(denied.status == 77 && denied.error.contains("GRANT mcp_promoter"), "\(denied.error)")
    }
    #expect(await ipai("outbox", "list", as: "cleo").status == 77)
    #expect(try await admin.number("SELECT count(*) FROM mcp.promotion") == 3)
  }

  /// Drafts and what was retired are hidden from those who may only read, and that is no failure.
  @Test func readersAreToldWhatTheyCannotSee() async throws {
    try repository.git("remote", "add", "origin", "https://example.org/skills.git")
    try commit("one", "1.0.0")
    try commit("two", "1.0.0")
    #expect(await ipai("--allow-missing-evals", as: "pam").status == 0)
    try repository.write(
      "---\nname: one\ndescription: Does one.\nmetadata:\n  version: 2.0.0\n  status: dev\n---\nDo.\n",
      to: "skills/one/SKILL.md")
    var environment = TestRepository.environment.filter { $0.key == "PATH" }
    environment["IPAI_STORE"] = fixture.address()
    let draft = await CommandRun.awaiting(
      ["skills", "add", "skills/one"], home: home, in: repository.path, environment: environment)
    #expect(draft.status == 0, "\(draft.error)")
    let hidden =
      "not checked content: one, promotion 1: the version that is marked as the latest cannot be read by this user"
    let drafted = await ipai("verify", as: "cleo")
    #expect(drafted.status == 0 && drafted.output.contains(hidden), "\(drafted.output) \(drafted.error)")
    try repository.git("rm", "-q", "-r", "skills/two")
    try repository.git("commit", "-q", "-m", "two is gone", "--", "skills/two")
    let pruned = await ipai("--allow-missing-evals", "--allow-dirty", "--prune", as: "pam")
    #expect(pruned.status == 0 && pruned.output.contains("retire"), "\(pruned.output) \(pruned.error)")
    let retired = await ipai("verify", as: "cleo")
    let unread = "not checked content: two, promotion 1: 1.0.0 is not in force and cannot be read by this user"
    #expect(retired.status == 0 && retired.output.contains(unread), "\(retired.output) \(retired.error)")
    // Who sees everything is told of what is missing.
    let whole = await ipai("verify", as: "pam")
    #expect(whole.status == 0 && !whole.output.contains("content"), "\(whole.output)")
    try await admin.run(script: "UPDATE mcp.skill SET latest_id = NULL WHERE name = 'one'")
    let broken = await ipai("verify", as: "pam")
    #expect(broken.status == 1 && broken.output.contains("no version is marked as the latest"), "\(broken.output)")
  }

  @Test func theRegistryForOtherProgramsFollows() async throws {
    try repository.git("remote", "add", "origin", "https://example.org/skills.git")
    try commit("one", "1.0.0")
    try commit("two", "1.0.0")
    #expect(await ipai("--allow-missing-evals", "--by", "pam", as: "pam").status == 0)
    let row = try await admin.text(
      """
      SELECT concat_ws(' ', id, name, version, status, file_path, promoted_by, metadata ->> 'description')
      FROM mcp.skills_registry WHERE id = 'one'
      """)
    #expect(row == "one one 1.0.0 approved skills/one pam Does one 1.0.0.")
    let digest = try await admin.text("SELECT metadata ->> 'digest' FROM mcp.skills_registry WHERE id = 'one'")
    let status = await ipai("status", "--format", "json", as: "pam")
    #expect(status.output.contains(digest ?? "none"))
    // Somebody's own metadata stays.
    _ = try await admin.text("UPDATE mcp.skills_registry SET metadata = metadata || '{\"team\": \"a\"}' RETURNING id")
    try commit("one", "1.1.0")
    #expect(await ipai("--allow-missing-evals", as: "pam").status == 0)
    #expect(try await admin.text("SELECT metadata ->> 'team' FROM mcp.skills_registry WHERE id = 'one'") == "a")
    #expect(
      try await admin.text(
        "SELECT string_agg(version, ' ') FROM mcp.skills_registry_history WHERE id = 'one' AND version = '1.0.0'")?
        .contains("1.0.0") == true)
    // What somebody changes past ipai is refused and, where that was turned off, found.
    let change = "UPDATE mcp.skills_registry SET version = '9.0.0', metadata = '{}' WHERE id = 'two' RETURNING id"
    #expect((try? await admin.text(change)) == nil)
    try await admin.run(script: "ALTER TABLE mcp.skills_registry DISABLE TRIGGER skills_registry_digest")
    _ = try await admin.text(change)
    let verified = await ipai("verify", as: "pam")
    #expect(
      verified.status == 1 && verified.output.contains("two: mcp.skills_registry lists 9.0.0"), "\(verified.output)")
    try await admin.run(script: "ALTER TABLE mcp.skills_registry ENABLE TRIGGER skills_registry_digest")
    // And a digest that was not promoted is refused.
    let refused = try? await admin.text(
      "UPDATE mcp.skills_registry SET metadata = '{\"digest\": \"sha256:0\"}' WHERE id = 'one' RETURNING id")
    #expect(refused == nil)
    try FileManager.default.removeItem(atPath: repository.path + "/skills/one")
    try repository.commit("one is gone")
    #expect(await ipai("--allow-missing-evals", "--prune", as: "pam").status == 0)
    #expect(try await admin.number("SELECT count(*) FROM mcp.skills_registry WHERE id = 'one'") == 0)
  }

  @Test func aServerThatIsGoneIsSaid() async throws {
    try commit("one", "1.0.0")
    var environment = TestRepository.environment.filter { $0.key == "PATH" }
    environment["IPAI_STORE"] = "postgres://pam:hunter2@127.0.0.1:1/none"
    let run = await CommandRun.awaiting(
      ["promote", "--allow-missing-evals"], home: home, in: repository.path, environment: environment)
    #expect(run.status == 69 && !run.error.contains("hunter2"), "\(run.error)")
  }
}
