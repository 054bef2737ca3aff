import CommandTestSupport
import Foundation
import GRDB
import IpaiDatabase
import TestSupport
import Testing

/// `ipai keys`.
@Suite struct KeyCommandTests {
  private let desk: CommandFixture

  init() throws { desk = try CommandFixture() }

  private func json(_ words: String...) throws -> [String: Any] {
    let run = desk.run(["keys"] + words + ["--format", "json"])
    return try #require(run.json as? [String: Any], "\(words): \(run.error)")
  }

  /// A script takes the key from standard output, and a person is told that it is shown this once.
  @Test func theKeyAloneIsOnStandardOutput() throws {
    let run = desk.run("keys", "create", "ci", "--scope", "write", "--expires", "90d")
    #expect(run.status == 0 && run.error.contains("shown this once"))
    #expect(try Regex("^ipai_[0-9a-f]{16}_[0-9a-f]{64}\n$").wholeMatch(in: run.output) != nil)
    let secret = run.output.trimmingCharacters(in: .newlines)
    let listed = desk.run("keys", "list")
    #expect(listed.output.contains("ci") && listed.output.contains("write"))
    #expect(!listed.output.contains(secret.suffix(64)))
  }

  @Test func aRevokedKeyIsListedOnlyOnRequest() throws {
    #expect(desk.run("keys", "create", "ci").status == 0)
    #expect(desk.run("keys", "revoke", "ci").output == "ci is revoked\n")
    #expect((try json("list")["keys"] as? [Any])?.isEmpty == true)
    #expect((try json("list", "--revoked")["keys"] as? [Any])?.count == 1)
    #expect(desk.run("keys", "list").output.isEmpty)
  }

  @Test(arguments: [
    (["create", ""], 64, "name must be"), (["create", " "], 64, "a line of text"),
    (["create", "a\u{7}b"], 64, "a line of text"),
    (["create", "0123456789abcdef"], 64, "looks like the id of a key"),
    (["create", "x", "--expires", "yesterday"], 64, "a time that is to come"),
    (["create", "x", "--expires", "0d"], 64, "a time that is to come"),
    (["create", "x", "--scope", "all"], 64, "scope"),
    (["revoke", "x"], 66, "there is no key 'x'"), (["rotate", "x"], 66, "there is no key 'x'"),
  ])
  func wrongWordsAreExplained(words: [String], status: Int32, message: String) {
    let run = desk.run(["keys"] + words)
    #expect(run.status == status && run.error.contains(message), "\(run.status) \(run.error)")
  }

  @Test func whatKeysWriteIsDocumented() throws {
    func keys(_ words: String...) throws -> Set<String> {
      let run = desk.run(["keys"] + words + ["--format", "json"])
      #expect(run.json != nil, "\(words): \(run.error)")
      return JSONKey.paths(in: run.json)
    }
    try JSONKey.check("ipai keys create", [keys("create", "a"), keys("create", "b", "--expires", "7d")])
    let database = try DatabaseFile.forWriting(desk.home.file(".local/share/ipai/ipai.db"))
    try database.write { try $0.execute(sql: "UPDATE access_key SET used_at = 1 WHERE name = 'a'") }
    try JSONKey.check("ipai keys rotate", [keys("rotate", "a"), keys("rotate", "b", "--overlap", "1h")])
    try JSONKey.check("ipai keys revoke", [keys("revoke", "a"), keys("revoke", "b")])
    try JSONKey.check("ipai keys list", [keys("list", "--revoked")])
  }
}
