import CommandTestSupport
import DomainTestSupport
import Foundation
import IpaiPostgres
import StoreTestSupport
import TestSupport
import Testing

/// `ipai store` on a real server.
@Suite struct StoreCommandTests {
  private let home: TemporaryFolder
  private let address: String

  init() async throws {
    home = try TemporaryFolder()
    let server = try await PostgresServer.shared()
    let name = "command_\(UInt64.random(in: 0 ... .max))"
    try await server.make(database: name)
    address = server.address(name)
  }

  private func store(_ words: String..., environment: [String: String] = [:]) async -> CommandRun {
    await CommandRun.awaiting(["store"] + words, home: home, environment: environment)
  }

  @Test func whatTheVerbsWriteIsDocumented() async throws {
    let format = ["--store", address, "--format", "json"]
    let keys = { (words: [String]) async -> Set<String> in
      let run = await CommandRun.awaiting(["store"] + words + format, home: home)
      #expect(run.json != nil, "\(words): \(run.error)")
      return JSONKey.paths(in: run.json)
    }
    let status = await keys(["status"])
    let check = await keys(["check"])
    let printed = await keys(["migrate", "--sql"])
    let migrated = await keys(["migrate"])
    let again = await keys(["status"])
    let file = home.file("some.db")
    #expect(await CommandRun.awaiting(["memory", "add", "x", "--db", file], home: home).status == 0)
    let copied = await keys(["copy", "--db", file, "--what", "memory"])
    try JSONKey.check("ipai store status", [status, again])
    try JSONKey.check("ipai store check", [check])
    try JSONKey.check(
      "ipai store copy", [copied.union(["parts[].different[].name", "parts[].different[].reason"]), copied])
    try JSONKey.check("ipai store migrate", [printed, migrated, ["waiting[]", "waiting_reason", "waiting_remedy"]])
  }

  @Test func aDatabaseIsSetUpAndChecked() async throws {
    let before = await store("check", "--store", address)
    #expect(before.status == 1 && before.output.contains("there is no schema of ipai"), "\(before.output)")
    #expect(before.output.contains("fix: ipai store migrate"))
    let migrated = await store("migrate", environment: ["IPAI_STORE": address])
    #expect(
      migrated.status == 0 && migrated.output.hasPrefix("applied 0001-registry\napplied 0002-pgvector\n"),
      "\(migrated.error)")
    let again = await store("migrate", "--store", address)
    #expect(again.output == "the schema is up to date\n")
    let after = await store("check", "--store", address)
    #expect(after.status == 0 && !after.output.contains("failed"), "\(after.output)")
    let doctor = await CommandRun.awaiting(["doctor"], home: home, environment: ["IPAI_STORE": address])
    #expect(doctor.status == 0, "\(doctor.output)")
    #expect(doctor.output.contains("up to date: \(PostgresMigrator.names.last ?? "")"))
  }

  @Test func aPasswordIsShownNowhere() async throws {
    let secret = "hid/den@se?cret"
    let escaped = "hid%2Fden%40se%3Fcret"
    let addresses = [
      "postgres://u:\(escaped)@127.0.0.1:1/x", "postgres://u:\(secret)@127.0.0.1:1/x",
      "postgres://u:\(secret)@127.0.0.1/x?no=1",
      "postgres://127.0.0.1:1/x?user=u&password=\(escaped)", "postgres://127.0.0.1:1/x?user=u&pass%77ord=\(escaped)",
      "postgres://u:\(escaped) @127.0.0.1/x", "u:\(secret)@h",
    ]
    for address in addresses {
      for words in [
        ["store", "check"], ["store", "status", "-v"], ["config", "list", "--show-origin"], ["doctor"],
        ["skills", "list"],
      ] {
        let run = await CommandRun.awaiting(words, home: home, environment: ["IPAI_STORE": address])
        let text = run.output + run.error
        for part in ["hid", "den", "cret"] { #expect(!text.contains(part), "\(words): \(text)") }
        if words[0] != "config" { #expect(run.status != 0, "\(words)") }
      }
    }
  }

  /// The verbs of skills do on PostgreSQL what they do on the local database.
  @Test func skillsAreKeptThere() async throws {
    let text =
      "---\nname: tidy\ndescription: Tidies up. Use it in the evening.\nmetadata:\n  version: 1.0.0\n---\nTidy.\n"
    try home.write(text, to: "skills/tidy/SKILL.md")
    func skills(_ words: String...) async -> CommandRun {
      await CommandRun.awaiting(["skills"] + words, home: home, environment: ["IPAI_STORE": address])
    }
    let early = await skills("list")
    #expect(early.status == 66 && early.error.contains("no schema of ipai"), "\(early.error)")
    #expect(early.error.contains("ipai store migrate"))
    #expect(await store("migrate", "--store", address).status == 0)
    #expect(await skills("list").output == "")
    #expect(await skills("show", "tidy").status == 66)
    let folder = home.file("skills")
    #expect(await shows(skills("sync", folder), "tidy"))
    #expect(await shows(skills("list"), "1.0.0"))
    #expect(await skills("set-status", "tidy", "testing", "--reason", "done").status == 0)
    #expect(await shows(skills("history", "tidy"), "done"))
    let evening = await skills("find", "evening")
    #expect(evening.status == 0 && evening.output.contains("tidy"), "\(evening.error)")
    let walrus = await skills("find", "walrus")
    #expect(walrus.status == 1 && walrus.output == "", "\(walrus.error)")
    func search(_ corpus: String) async -> CommandRun {
      await CommandRun.awaiting(
        ["rag", "search", "evening", "--corpus", corpus], home: home, environment: ["IPAI_STORE": address])
    }
    let found = await search("skills")
    #expect(found.status == 0 && found.error == "" && found.output.contains("tidy"), "\(found.error)")
    let all = await search("all")
    #expect(all.status == 0 && all.output.contains("tidy"), "\(all.error)")
    let commits = await search("commits")
    #expect(commits.status == 66 && commits.error.contains("not in a git repository"), "\(commits.error)")
    try home.write(
      text.replacing("1.0.0", with: "1.1.0").replacing("Tidy.", with: "Tidy well."), to: "skills/tidy/SKILL.md")
    #expect(await skills("sync", folder).status == 0)
    #expect(await shows(skills("diff", "tidy", "1.0.0", "1.1.0"), "+Tidy well."))
    #expect(await shows(skills("show", "tidy@1.0.0"), "testing"))
    #expect(await skills("export", "tidy@1.0.0", home.file("out")).status == 0)
    #expect(try String(contentsOfFile: home.file("out/SKILL.md"), encoding: .utf8) == text)
    #expect(await skills("validate", folder).status == 0)
    // Nothing of it is in the local database, which an option brings back.
    let local = home.file("local.db")
    #expect(await skills("list", "--db", local).status == 66)
    let both = await skills("list", "--db", local, "--store", address)
    #expect(both.status == 64 && both.error.contains("two databases"), "\(both.error)")
  }

  /// Everything there and back again, which is the same then.
  @Test func whatIsCopiedIsTheSame() async throws {
    func ipai(_ words: String..., environment: [String: String] = [:]) async -> CommandRun {
      await CommandRun.awaiting(words, home: home, environment: environment)
    }
    let (first, second) = (home.file("first.db"), home.file("second.db"))
    let text =
      "---\nname: tidy\ndescription: Tidies up. Use it daily.\nmetadata:\n  version: 1.0.0\n---\nTidy up the harbour.\n"
    try home.write(text, to: "skills/tidy/SKILL.md")
    try home.write("#!/bin/sh\n", to: "skills/tidy/scripts/run.sh")
    #expect(await ipai("skills", "sync", home.file("skills"), "--db", first).status == 0)
    #expect(await ipai("skills", "set-status", "tidy", "testing", "--reason", "don't", "--db", first).status == 0)
    try home.write(text.replacing("1.0.0", with: "1.1.0"), to: "skills/tidy/SKILL.md")
    #expect(await ipai("skills", "sync", home.file("skills"), "--db", first).status == 0)
    for number in 0..<3 {
      #expect(await ipai("memory", "add", "note \(number)", "--session-id", "s\(number)", "--db", first).status == 0)
    }
    #expect(await ipai("memory", "add", "more", "--session-id", "s1", "--db", first).status == 0)
    #expect(await ipai("memory", "link", "s1", "skill:tidy", "--db", first).status == 0)
    #expect(await ipai("memory", "context", "set", "s1", "branch", "fix", "--db", first).status == 0)
    #expect(await ipai("memory", "archive", "s2", "--db", first).status == 0)
    // A conversation without messages is one as well.
    #expect(await ipai("memory", "add", "x", "--session-id", "empty", "--id", "only", "--db", first).status == 0)
    #expect(await ipai("memory", "forget", "empty", "--message", "only", "--db", first).status == 0)
    // A message that is gone leaves its date.
    #expect(await ipai("memory", "add", "last", "--session-id", "s0", "--id", "gone", "--db", first).status == 0)
    #expect(await ipai("memory", "forget", "s0", "--message", "gone", "--db", first).status == 0)

    func copy(_ from: String, _ to: String, _ kinds: String...) async throws -> [[String: Any]] {
      let words = ["store", "copy", "--from", from, "--to", to, "--format", "json"] + kinds.flatMap { ["--what", $0] }
      let run = await CommandRun.awaiting(words, home: home)
      #expect(run.status == 0, "\(run.error)")
      return try #require((run.json as? [String: Any])?["parts"] as? [[String: Any]], "\(run.error)")
    }
    #expect(await store("migrate", "--store", address).status == 0)
    let there = try await copy(first, address, "skills", "memory")
    #expect(there.map { $0["copied"] as? Int } == [1, 4])
    let again = try await copy(first, address, "skills", "memory")
    #expect(again.map { $0["unchanged"] as? Int } == [1, 4])
    let back = try await copy(address, second, "skills", "memory")
    #expect(back.map { $0["copied"] as? Int } == [1, 4])
    for parts in [again, back] {
      #expect(parts.map { $0["checksum"] as? String } == there.map { $0["checksum"] as? String })
      #expect(parts.map { $0["copy_checksum"] as? String } == there.map { $0["checksum"] as? String })
    }
    // What came back is found by its words.
    #expect(await ipai("skills", "find", "harbour", "--db", second).output.contains("tidy"))
    #expect(await ipai("memory", "search", "note", "--db", second).output.contains("s1"))
    // Conversations are only copied when they are named.
    #expect(try await copy(first, home.file("third.db")).map { $0["kind"] as? String } == ["skills"])
    #expect(await ipai("memory", "list", "--db", home.file("third.db")).output == "")

    let table = await ipai("store", "copy", "--from", first, "--to", second).output
    #expect(
      table.hasPrefix("KIND    COPIED  UNCHANGED  DIFFERENT  SHA256\nskills  0       1          0          "),
      "\(table)")
    // What differs is named and left alone.
    #expect(await ipai("skills", "set-status", "tidy@1.1.0", "testing", "--reason", "x", "--db", second).status == 0)
    let other = await ipai("store", "copy", "--from", first, "--to", second)
    #expect(
      other.status == 65 && other.error.contains("version 1.1.0 is testing there, and dev here"), "\(other.error)")
    let silent = await ipai("store", "copy", "--from", first, "--to", second, "-q")
    #expect(silent.status == 65 && silent.error.contains("not the same in both stores: tidy"), "\(silent.error)")
    #expect(await ipai("skills", "show", "tidy", "--db", second).output.contains("testing"))
    let same = await ipai("store", "copy", "--from", first, "--to", first)
    #expect(same.status == 64, "\(same.error)")
    let none = await ipai("store", "copy", "--from", home.file("none.db"), "--to", address)
    #expect(none.status == 66 && none.error.contains("none.db"), "\(none.error)")
    for wrong in ["postgre://u:hunter2@h/db", "mysql://u:hunter2@h/db"] {
      for words in [["--from", wrong, "--to", address], ["--from", first, "--to", wrong]] {
        let run = await CommandRun.awaiting(["store", "copy"] + words, home: home)
        #expect(run.status == 64 && !(run.output + run.error).contains("hunter2"), "\(run.error)")
      }
    }
    let server = try await PostgresServer.shared()
    let empty = "empty_\(UInt64.random(in: 0 ... .max))"
    try await server.make(database: empty)
    let early = await ipai("store", "copy", "--from", server.address(empty), "--to", home.file("fourth.db"))
    #expect(early.status == 66 && early.error.contains("ipai store migrate --store"), "\(early.error)")
    #expect(!FileManager.default.fileExists(atPath: home.file("fourth.db")))
    let unset = await ipai("store", "copy", "--from", first)
    #expect(unset.status == 64 && unset.error.contains("IPAI_STORE"), "\(unset.error)")
  }

  /// What was meant as an address may have a password, which must not become the name of a file.
  @Test(arguments: [
    "postgres:/u:hunter2@h/x", "postgres:u:hunter2@h/x", "host=h password=hunter2", "u:hunter2@db.example.org/ipai",
    "POSTGRESQL:/u:hunter2@h", "u:hunter2@h", "db.example.org:5432/hunter2", "dbname = hunter2", "ann@hunter2/x",
  ])
  func anAddressIsNoFile(text: String) async throws {
    #expect(await CommandRun.awaiting(["memory", "add", "x", "--db", home.file("a.db")], home: home).status == 0)
    let before = try FileManager.default.subpathsOfDirectory(atPath: home.path).sorted()
    for words in [["--from", home.file("a.db"), "--to", text], ["--from", text, "--to", home.file("b.db")]] {
      let run = await CommandRun.awaiting(["store", "copy"] + words, home: home, in: home.path)
      #expect(run.status == 64 && run.error.contains("postgres://user@host/database"), "\(run.error)")
      #expect(!(run.output + run.error).contains("hunter2"), "\(run.error)")
    }
    #expect(try FileManager.default.subpathsOfDirectory(atPath: home.path).sorted() == before)
  }

  @Test func folderOfACopyHasToBeThere() async throws {
    let file = home.file("a.db")
    #expect(await CommandRun.awaiting(["memory", "add", "x", "--db", file], home: home).status == 0)
    for name in ["db.example.org/ipai", "none/sub/b.db"] {
      let run = await CommandRun.awaiting(["store", "copy", "--from", file, "--to", name], home: home, in: home.path)
      #expect(run.status == 66 && run.error.contains("there is no folder"), "\(run.error)")
    }
    #expect(!FileManager.default.fileExists(atPath: home.file("db.example.org")))
    let odd = await CommandRun.awaiting(
      ["store", "copy", "--from", file, "--to", "./u:x@h.db"], home: home, in: home.path)
    #expect(odd.status == 0 && FileManager.default.fileExists(atPath: home.file("u:x@h.db")), "\(odd.error)")
  }

  /// Skills and memory belong to the owner of the schema; who has one of the roles is told so.
  @Test func rolesDoNotOpenSkillsAndMemory() async throws {
    #expect(await store("migrate", "--store", address).status == 0)
    let role = "reader_\(UInt64.random(in: 0 ... .max))"
    let connection = try await PostgresFixture.connection(address)
    try await connection.run(script: "CREATE ROLE \(role) LOGIN PASSWORD 'secret' IN ROLE mcp_client")
    let theirs = address.replacing("postgres:secret@", with: "\(role):secret@")
    #expect(theirs != address)
    let list = await CommandRun.awaiting(["skills", "list", "--store", theirs], home: home)
    #expect(list.status == 77 && list.error.contains("connect as the owner of the schema"), "\(list.error)")
    let check = await store("check", "--store", theirs)
    #expect(check.output.contains("may not use skills and memory"), "\(check.output)")
  }

  /// What a newer ipai has made is not written by an older one.
  @Test func aNewerSchemaIsLeftAlone() async throws {
    #expect(await store("migrate", "--store", address).status == 0)
    let connection = try await PostgresFixture.connection(address)
    try await connection.query("INSERT INTO mcp.schema_migrations (name) VALUES ('9999-future')")
    let run = await CommandRun.awaiting(["skills", "list", "--store", address], home: home)
    #expect(
      run.status == 65 && run.error.contains("9999-future") && run.error.contains("update ipai"),
      "\(run.status) \(run.error)")
  }

  @Test func mistakesAreExplained() async throws {
    let none = await store("status")
    #expect(none.status == 64 && none.error.contains("IPAI_STORE"), "\(none.error)")
    let empty = await store("status", "--store", "")
    #expect(empty.status == 64 && empty.error.contains("--store is empty"), "\(empty.error)")
    let gone = await store("status", "--store", "postgres://127.0.0.1:1/x")
    #expect(gone.status == 69 && gone.error.contains("cannot be reached"), "\(gone.error)")
    let other = await store("status", "--store", "mysql://h/x")
    #expect(other.status == 64 && other.error.contains("postgres://"), "\(other.error)")
    // It works without a server.
    let printed = await store("migrate", "--sql")
    #expect(printed.status == 0 && printed.output.contains("CREATE TABLE IF NOT EXISTS mcp.skills_registry"))
  }
}

/// Whether a command succeeded and wrote a text.
func shows(_ run: CommandRun, _ text: String) -> Bool { run.status == 0 && run.output.contains(text) }
