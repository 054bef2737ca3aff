import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// `ipai why`
@Suite struct WhyTests {
  private let desk: CommandFixture

  init() throws { desk = try CommandFixture() }

  @discardableResult
  private func run(_ words: String..., in folder: String? = nil) async -> CommandRun {
    await desk.awaiting(words, in: folder)
  }

  private func answer(_ words: String..., in folder: String? = nil) async throws -> [String: Any] {
    let run = await desk.awaiting(["why"] + words + ["--format", "json"], in: folder)
    return try #require(run.json as? [String: Any], "\(run.error)")
  }

  private func ids(_ value: Any?, _ key: String) -> [String] {
    (value as? [[String: Any]] ?? []).compactMap { $0[key] as? String }
  }

  private static let old = (1...10).map { "int old_\($0);\n" }.joined()

  /// A file whose lines come from two commits, a third that is like the second, and conversations about them.
  private func makeHistory() throws -> (first: String, second: String) {
    let first = try desk.repository.commit("pool: begin", files: ["lib/pool.c": Self.old], seconds: 1)
    try desk.repository.git("mv", "lib/pool.c", "lib/connections.c")
    let second = try desk.repository.commit(
      "connections: reuse sockets that are idle", files: ["lib/connections.c": Self.old + "int idle;\nint most;\n"],
      seconds: 100)
    try desk.repository.commit("docs: reuse of idle sockets", files: ["docs/reuse": "x\n"], seconds: 200)
    return (first, second)
  }

  @Test func commitsConversationsSkillsAndRelatedCommitsAreNamed() async throws {
    let (first, second) = try makeHistory()
    await run("commits", "index", "--quiet")
    let skill = "---\nname: pool-tuning\ndescription: How to tune the pool of sockets.\n---\nText.\n"
    try desk.repository.write(skill, to: "skills/pool-tuning/SKILL.md")
    #expect(await run("skills", "add", "skills/pool-tuning").status == 0)
    await run(
      "memory", "add", "we keep idle sockets since the proxy is slow", "--id", "m1", "--session-id", "talk",
      "--link", "commit:\(second)", "--link", "skill:pool-tuning")
    await run("memory", "add", "the pool was called otherwise", "--session-id", "names", "--link", "file:lib/pool.c")
    let answer = try await answer("lib/connections.c:11-12")
    #expect(answer["path"] as? String == "lib/connections.c" && answer["lines"] as? Int == 2)
    #expect(answer["first_line"] as? Int == 11 && answer["last_line"] as? Int == 12)
    #expect(ids(answer["commits"], "commit") == [second])
    let commit = try #require((answer["commits"] as? [[String: Any]])?.first)
    #expect(commit["subject"] as? String == "connections: reuse sockets that are idle")
    let talk = try #require((commit["conversations"] as? [[String: Any]])?.first)
    #expect(talk["session_id"] as? String == "talk" && talk["message"] as? String == "m1")
    #expect(talk["excerpt"] as? String == "we keep idle sockets since the proxy is slow")
    #expect(ids(answer["skills"], "name") == ["pool-tuning"])
    #expect((answer["related"] as? [[String: Any]])?.first?["subject"] as? String == "docs: reuse of idle sockets")
    #expect(answer["notes"] as? [String] == [])
    // The whole file: most lines first, and what it was called.
    let whole = try await self.answer("lib/connections.c")
    #expect(ids(whole["commits"], "commit") == [first, second])
    #expect((whole["commits"] as? [[String: Any]])?.first?["path"] as? String == "lib/pool.c")
    #expect(ids(whole["conversations"], "session_id") == ["names"])
    let text = await run("why", "lib/connections.c:11").output
    #expect(text.contains("lib/connections.c:11: 1 line from 1 commit") && text.contains("mentions in talk"))
  }

  @Test func withoutIndexAndMemoryTheCommitIsNamed() async throws {
    let (_, second) = try makeHistory()
    let run = await run("why", "lib/connections.c:12")
    #expect(run.status == 0 && run.output.contains(String(second.prefix(10))), "\(run.error)")
    #expect(run.error.contains("related commits are missing") && run.error.contains("no conversation is in memory"))
    let index = try #require(run.error.split(separator: "\n").first { $0.contains("ipai commits index") })
    #expect(index.hasSuffix("ipai commits index \(desk.repository.path)"))
    #expect(!FileManager.default.fileExists(atPath: desk.home.path + "/.local/share/ipai/ipai.db"))
  }

  @Test func linesThatAreNotCommittedAreCountedApart() async throws {
    let (_, second) = try makeHistory()
    try desk.repository.write("int new;\n" + Self.old + "int idle;\nint most;\n", to: "lib/connections.c")
    let answer = try await answer("lib/connections.c:1")
    #expect(answer["uncommitted_lines"] as? Int == 1 && answer["commit_count"] as? Int == 0)
    // Lines are those of the file as it is now.
    #expect(ids(try await self.answer("lib/connections.c:13")["commits"], "commit") == [second])
  }

  @Test func pathsAreThoseOfWhereOneStands() async throws {
    _ = try makeHistory()
    for (path, folder) in [
      ("connections.c", "lib"), ("../lib/connections.c", "docs"), ("./lib//connections.c:2", ""),
      (desk.repository.path + "/lib/connections.c", "/"),
    ] {
      let answer = try await answer(path, in: folder.isEmpty ? nil : folder)
      #expect(answer["path"] as? String == "lib/connections.c", "\(path)")
    }
    let link = desk.repository.path + "-link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: desk.repository.path)
    #expect(try await answer(link + "/lib/connections.c", in: "/")["path"] as? String == "lib/connections.c")
    #expect(try await answer("connections.c", "--repo", desk.repository.path + "/lib", in: "/")["lines"] as? Int == 12)
  }

  @Test func aFileThatTheWorkTreeLacksIsThatOfHead() async throws {
    _ = try makeHistory()
    try FileManager.default.removeItem(atPath: desk.repository.path + "/lib/connections.c")
    let run = await run("why", "lib/connections.c")
    #expect(run.status == 0 && run.error.contains("the work tree lacks the file"))
    let bare = try TestRepository(cloning: desk.repository.path, "--bare")
    #expect(try await answer("lib/connections.c", in: bare.path)["commit_count"] as? Int == 2)
  }

  @Test func whatIsNoFileAnyMoreIsNotRead() async throws {
    _ = try makeHistory()
    let file = desk.repository.path + "/lib/connections.c"
    try FileManager.default.removeItem(atPath: file)
    mkfifo(file, 0o600)
    let run = await run("why", "lib/connections.c:3")
    #expect(run.status == 0 && run.error.contains("the work tree lacks the file"))
  }

  /// A filter of the repository is not run, so the file of the work tree cannot be compared.
  @Test func aFileBehindAFilterIsThatOfHead() async throws {
    _ = try makeHistory()
    try desk.repository.write("*.c filter=e.x\n", to: ".gitattributes")
    try desk.repository.git("config", "filter.e.x.clean", "touch \(desk.home.file("trap")); cat")
    try desk.repository.git("config", "filter.e.x.required", "true")
    try desk.repository.write("other\n", to: "lib/connections.c")
    let answer = try await answer("lib/connections.c")
    #expect(answer["lines"] as? Int == 12 && answer["uncommitted_lines"] as? Int == 0)
    #expect((answer["notes"] as? [String])?.contains { $0.hasPrefix("the file goes through a filter") } == true)
    #expect(!FileManager.default.fileExists(atPath: desk.home.file("trap")))
  }

  @Test func aRepositoryThatLostItsObjectsIsNotEmpty() async throws {
    _ = try makeHistory()
    try FileManager.default.removeItem(atPath: desk.repository.path + "/.git/objects")
    try FileManager.default.createDirectory(
      atPath: desk.repository.path + "/.git/objects", withIntermediateDirectories: true)
    let run = await run("why", "lib/connections.c")
    #expect(run.status == 69 && run.error.contains("the commit of HEAD cannot be read"), "\(run.error)")
  }

  @Test func aFolderThatIsNotThereIsSaid() async throws {
    _ = try makeHistory()
    for folder in ["typo", "lib/connections.c"] {
      let run = await run("why", "connections.c", "--repo", folder)
      #expect(run.status == 66 && run.error.contains("there is no folder"), "\(run.error)")
    }
  }

  @Test func anEmptyFileHasNoLines() async throws {
    try desk.repository.commit("empty", files: ["empty": ""])
    #expect(await run("why", "empty:1").error.contains("empty has no lines"))
    #expect(await run("why", "empty").status == 0)
  }

  @Test func aNameThatEndsLikeALineIsAName() async throws {
    let id = try desk.repository.commit("odd", files: ["notes:12": "a\n"])
    #expect(ids(try await answer("notes:12")["commits"], "commit") == [id])
  }

  @Test func conversationsOfOtherRepositoriesAreLeftOut() async throws {
    _ = try makeHistory()
    let other = try TestRepository()
    try other.commit("one")
    let talk = { (id: String, workspace: String) in
      #"{"session_id":"\#(id)","context":{"workspace":"\#(workspace)"},"messages":[{"id":"m","role":"user","content":"x \#(id)"}]}"#
    }
    let lines = [talk("there", other.path), talk("here", desk.repository.path), talk("elsewhere", "/nonexistent")]
    let added = CommandRun(
      ["memory", "add"], home: desk.home, in: desk.repository.path, environment: TestRepository.environment,
      input: Array(lines.joined(separator: "\n").utf8))
    #expect(added.status == 0)
    for id in ["there", "here", "elsewhere"] {
      #expect(await run("memory", "link", id, "file:lib/connections.c").status == 0)
    }
    let found = ids(try await answer("lib/connections.c")["conversations"], "session_id")
    #expect(Set(found) == ["here", "elsewhere"])
  }

  /// Agents work in work trees of their own.
  @Test func aWorkTreeOfTheSameRepositoryIsTheSame() async throws {
    _ = try makeHistory()
    let tree = desk.repository.path + "-tree"
    try desk.repository.git("worktree", "add", "-q", "-b", "side", tree)
    defer { try? FileManager.default.removeItem(atPath: tree) }
    let talk =
      #"{"session_id":"tree","context":{"workspace":"\#(tree)"},"messages":[{"id":"m","role":"user","content":"x"}]}"#
    _ = await CommandRun.awaiting(
      ["memory", "add"], home: desk.home, in: desk.repository.path, environment: TestRepository.environment,
      input: Array(talk.utf8))
    await run("memory", "link", "tree", "file:lib/connections.c")
    #expect(ids(try await answer("lib/connections.c")["conversations"], "session_id") == ["tree"])
    #expect(ids(try await answer("lib/connections.c", in: tree)["conversations"], "session_id") == ["tree"])
  }

  @Test func aShallowCloneSaysWhereItsHistoryEnds() async throws {
    _ = try makeHistory()
    let clone = try TestRepository(cloning: "file://" + desk.repository.path, "--depth", "1")
    let commits = try #require(try await answer("lib/connections.c", in: clone.path)["commits"] as? [[String: Any]])
    #expect(commits.count == 1 && commits[0]["history_ends"] as? Bool == true)
    #expect(try await (answer("lib/connections.c")["commits"] as? [[String: Any]])?.first?["history_ends"] == nil)
  }

  @Test(arguments: [
    ("none.c", 66, "HEAD has no file none.c"), ("lib", 64, "lib is a folder"),
    ("lib/connections.c:0", 64, "':0' names no lines"), ("lib/connections.c:3-2", 64, "':3-2' names no lines"),
    ("lib/connections.c:99", 64, "lib/connections.c has only 12 lines"),
    ("new.c", 66, "new.c is in no commit of HEAD yet"),
    ("/", 66, "not in a git repository"), ("../../x", 66, "not in a git repository"),
    (".git/config", 66, "HEAD has no file .git/config"), ("lib/connections.c/x", 66, "HEAD has no file"),
    ("lib/connections.c:99999999999999999999", 64, "names no lines"),
    ("lib/connections.c:", 64, "names no lines"), ("lib/connections.c:1-", 64, "names no lines"),
    ("lib/connections.c:9999999999", 64, "names no lines"),
  ])
  func badPathsAreSaid(path: String, status: Int, message: String) async throws {
    _ = try makeHistory()
    try desk.repository.write("x\n", to: "new.c")
    let run = await run("why", path)
    #expect(run.status == status && run.error.contains(message) && run.output.isEmpty, "\(run.status) \(run.error)")
  }

  @Test func aRepositoryWithoutCommitsIsSaid() async throws {
    try desk.repository.write("x\n", to: "a")
    let run = await run("why", "a")
    #expect(run.status == 66 && run.error.contains("has no commits yet"))
  }
}
