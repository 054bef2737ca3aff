import Foundation
import TestSupport
import Testing

/// The whole way of skills from git to a shared registry, with real parts: git, PostgreSQL, ssh-keygen and receivers of webhooks.
@Suite(.onOwnThreads) struct PromotionTests {
  private let binary: Binary
  private let address: String
  private let repository: TestRepository
  private let receivers: ScriptServer

  init() async throws {
    binary = try Binary()
    let server = try await PostgresServer.shared()
    let name = "promotion_\(UInt64.random(in: 0 ... .max))"
    try await server.make(database: name)
    address = server.address(name)
    repository = try TestRepository()
    receivers = try ScriptServer.webhooks()
    #expect(try binary.run("store", "migrate", "--store", address, in: "/").status == 0)
  }

  private func write(
    _ name: String, _ version: String, status: String = "approved", expects: String? = nil, hasEvals: Bool = true
  ) throws {
    let expected = expects ?? name
    try repository.write(
      "---\nname: \(name)\ndescription: Does \(name).\nmetadata:\n  version: \(version)\n  status: \(status)\n---\nDo \(version).\n",
      to: "skills/\(name)/SKILL.md")
    try repository.write("#!/bin/sh\necho \(name)\n", to: "skills/\(name)/scripts/run.sh")
    guard hasEvals else { return }
    try repository.write(
      "- name: says its name\n  command: sh scripts/run.sh\n  expect:\n    contains: \(expected)\n",
      to: "skills/\(name)/evals/name.yaml")
  }

  private var environment: [String: String] {
    [
      "IPAI_STORE": address, "IPAI_N8N_URL": receivers.address + "/good/n8n", "IPAI_N8N_SECRET": "s3cret",
      "IPAI_MATTERMOST_URL": receivers.address + "/flaky/mattermost",
    ]
  }

  private func ipai(_ words: String...) throws -> Subprocess {
    try Subprocess.run(
      [Binary.path, "promote"] + words, in: repository.path, environment: binary.environment.merging(environment) { $1 }
    )
  }

  /// What a statement answers.
  private func answer(_ sql: String) throws -> String {
    try Subprocess.run(["psql", "-qAtX", "-c", sql, address], in: "/")
      .text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private struct Seen: Decodable {
    let path: String
    let key: String?
  }

  private func seen() throws -> [Seen] {
    try receivers.text("/log").split(separator: "\n").map { try JSONDecoder().decode(Seen.self, from: Data($0.utf8)) }
  }

  @Test func fromGitToTheRegistryAndBack() throws {
    let keys = try TemporaryFolder()
    let key = keys.file("key")
    _ = try Subprocess.run(
      ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], in: keys.path,
      environment: ["PATH": "/usr/bin:/bin", "HOME": keys.path])
    let publicKey = try String(contentsOfFile: key + ".pub", encoding: .utf8).split(separator: " ").prefix(2)
    let signers = try keys.write("ci@example.org \(publicKey.joined(separator: " "))\n", to: "signers")
    try write("one", "1.0.0")
    try write("two", "1.0.0", status: "stable")
    try write("three", "0.1.0", status: "testing")
    try repository.commit("skills")

    // A plan that people can read, and that is applied as it was seen.
    let plan = keys.file("plan.json")
    let planned = try ipai("plan", "--run-evals", "--out", plan, "--detailed-exitcode")
    #expect(planned.status == 2, "\(planned.error)")
    #expect(planned.text.contains("+ add one 1.0.0 approved (1 eval passed)"), "\(planned.text)")
    #expect(planned.text.contains("three: it is testing"))
    #expect(try answer("SELECT count(*) FROM mcp.promotion") == "0")
    let applied = try ipai("apply", plan, "--sign", key, "--signer", "ci@example.org", "--by", "ci")
    #expect(applied.status == 0, "\(applied.error)")
    #expect(
      try answer("SELECT string_agg(id || ' ' || version || ' ' || status, ',' ORDER BY id) FROM mcp.skills_registry")
        == "one 1.0.0 approved,two 1.0.0 stable")

    // One receiver has its message, and the other gets it later, with the same key.
    #expect(try ipai("outbox", "list").text.contains("status 500"))
    let delivered = try ipai("outbox", "deliver")
    #expect(delivered.status == 0 && delivered.text.contains("1 delivered"), "\(delivered.error)")
    let seen = try seen()
    #expect(seen.map(\.path) == ["/good/n8n", "/flaky/mattermost", "/flaky/mattermost"])
    #expect(seen[1].key == seen[2].key && seen[0].key != seen[1].key)

    let verified = try ipai("verify", "--allowed-signers", signers)
    #expect(verified.status == 0, "\(verified.error) \(verified.text)")
    #expect(verified.text.contains("1 promotion, 2 skills in force, 1 good signature"), "\(verified.text)")
    let again = try ipai("--status", "approved", "--status", "stable")
    #expect(again.status == 0 && again.text.contains("nothing to promote"), "\(again.error)")

    // A version with evals that fail stays outside; one that passes goes in, and comes out again.
    try write("one", "1.1.0", expects: "something else")
    try repository.commit("one fails")
    let failing = try ipai("--status", "approved")
    #expect(failing.status == 65 && failing.error.contains("1 of 1 eval failed"), "\(failing.error)")
    try write("one", "1.1.0")
    try repository.commit("one passes")
    let passing = try ipai("--status", "approved", "--sign", key, "--signer", "ci@example.org")
    #expect(passing.status == 0 && passing.text.contains("~ change one 1.1.0"), "\(passing.error)")
    let back = try ipai("rollback", "one", "--reason", "it is slow", "--sign", key, "--signer", "ci@example.org")
    #expect(back.status == 0 && back.text.contains("one 1.0.0 is in force again"), "\(back.error)")
    #expect(try answer("SELECT version FROM mcp.skills_registry WHERE id = 'one'") == "1.0.0")
    #expect(try ipai("verify", "--allowed-signers", signers).status == 0)
    #expect(try ipai("--status", "approved").text.contains("1.1.0 was rolled back"))

    // A registry that is restored from a backup is older than it was.
    _ = try answer(
      """
      SET session_replication_role = replica; DELETE FROM mcp.skill_label; DELETE FROM mcp.promotion_message WHERE promotion = 3;
      DELETE FROM mcp.promotion_step WHERE promotion = 3; DELETE FROM mcp.promotion WHERE number = 3
      """)
    let old = try ipai("verify", "--allowed-signers", signers)
    #expect(old.status == 1 && old.text.contains("restored from an older backup"), "\(old.text)")
  }

  /// A promotion that is killed at any moment has happened as a whole, with its messages, or not at all.
  @Test func aKillLeavesNoHalfPromotion() throws {
    for number in 1...5 { try write("skill-\(number)", "0.0.1", hasEvals: false) }
    try repository.commit("skills")
    var kills = 0
    try untilKilled(100, within: 0.4, seed: 11) { round, moment in
      for number in 1...5 { try write("skill-\(number)", "1.0.\(round)", hasEvals: false) }
      try repository.commit("round \(round)")
      let run = try Subprocess.run(
        [Binary.path, "promote", "--allow-missing-evals", "-q"], in: repository.path,
        environment: binary.environment.merging(environment) { $1 }, killAfter: moment)
      kills += run.isKilled ? 1 : 0
      // Each promotion has five steps, two messages and the files of five versions, and every label names one of them.
      let whole = try answer(
        """
        SELECT count(*) FROM mcp.promotion p WHERE
          5 <> (SELECT count(*) FROM mcp.promotion_step s WHERE s.promotion = p.number)
          OR 2 <> (SELECT count(*) FROM mcp.promotion_message m WHERE m.promotion = p.number)
          OR 10 <> (
            SELECT count(*) FROM mcp.promotion_step s JOIN mcp.skill k ON k.name = s.name
            JOIN mcp.skill_version v ON v.skill_id = k.id AND v.version = s.version
            JOIN mcp.skill_file f ON f.version_id = v.id WHERE s.promotion = p.number)
        """)
      #expect(whole == "0", "round \(round)")
      let versions = try answer(
        """
        SELECT count(DISTINCT version) FROM (
          SELECT version FROM mcp.skills_registry UNION ALL SELECT version FROM mcp.skill_label
          UNION ALL SELECT v.version FROM mcp.skill s JOIN mcp.skill_version v ON v.id = s.latest_id) all_of_them
        """)
      #expect(["0", "1"].contains(versions), "round \(round)")
      return run
    }
    #expect(kills == 100)
    // Somebody who was killed while sending holds the message for a while.
    _ = try answer("UPDATE mcp.promotion_message SET taken_until = NULL")
    #expect(try ipai("outbox", "deliver").status == 0)
    let keys = try answer("SELECT string_agg(key, ',' ORDER BY key) FROM mcp.promotion_message").split(separator: ",")
    let taken = Set(try seen().compactMap(\.key))
    #expect(taken == Set(keys.map(String.init)) && !keys.isEmpty)
    #expect(try ipai("verify").status == 0)
  }
}
