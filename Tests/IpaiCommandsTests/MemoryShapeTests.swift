import CommandTestSupport
import DomainTestSupport
import Foundation
import TestSupport
import Testing

/// ipai-json(7) names every key that a verb of memory writes, and none that it does not.
@Suite struct MemoryShapeTests {
  private let desk: CommandFixture
  private let files: TemporaryFolder

  init() throws {
    desk = try CommandFixture()
    files = try TemporaryFolder()
    let model = try TinyModel().write(to: files)
    #expect(desk.run("model", "install", "tiny", "--from", model).status == 0)
    try desk.repository.commit("net: reuse sockets", files: ["lib/net.c": "int idle;\n"], seconds: 1)
    _ = desk.run("commits", "index", "--quiet")
  }

  private func keys(_ words: String..., input: String = "") -> Set<String> {
    let run = CommandRun(
      ["memory"] + words + ["--format", "json"], home: desk.home, in: desk.repository.path,
      environment: ["IPAI_MODEL": "tiny"], input: Array(input.utf8))
    #expect(run.json != nil, "\(words): \(run.error)")
    return JSONKey.paths(in: run.json)
  }

  @Test func whatMemoryWritesIsDocumented() async throws {
    let head = try desk.repository.git("rev-parse", "HEAD")
    let talk = """
      {"session_id":"s1","user_id":"ann","title":"Pool","summary":"sockets are reused","context":{"branch":"main"},\
      "messages":[{"id":"m1","role":"user","name":"Ann","content":"a b sockets in lib/net.c@\(head):1-1?"},\
      {"id":"m2","role":"assistant","content":"a b reused, key \(Self.secret)"}]}

      """
    let long = "a b c. " + String(repeating: "words of a long text that has no end. ", count: 60) + "zebra"
    let refused =
      #"{"session_id":"s1","messages":[{"id":"m1","role":"user","content":"other"}]}"# + "\n"
      + #"{"session_id":"s3","messages":[{"id":"m1","role":"user","content":"a b"}]}"#
    try JSONKey.check(
      "ipai memory add", [keys("add", input: talk), keys("add", "note one"), keys("add", input: refused)])
    _ = keys("add", long, "--session-id", "long")
    try files.write("no json\n" + talk, to: "talk.jsonl")
    try JSONKey.check(
      "ipai memory import",
      [
        keys("import", "--from", "jsonl", files.file("talk.jsonl")),
        keys("import", "--from", "jsonl", files.file("talk.jsonl")),
      ])
    try JSONKey.check("ipai memory link", [keys("link", "s1", "file:lib/net.c@\(head):1-1", "--message", "m1")])
    try JSONKey.check(
      "ipai memory archive", [keys("archive", "s3"), keys("archive", "s1"), keys("archive", "s1", "--undo")])
    try JSONKey.check(
      "ipai memory list",
      [keys("list"), keys("list", "--archived"), keys("list", "--max-results", "1")])
    try JSONKey.check("ipai memory show", [keys("show", "s1"), keys("show", "s3")])
    try JSONKey.check(
      "ipai memory search",
      [
        keys("search", "a b sockets"), keys("search", "a b sockets", "--explain", "--turns"),
        keys("search", "zebra", "--turns"), keys("search", "a", "--max-results", "1"), keys("search", "m1"),
        keys("search", "\"sockets zebra\" a"),
      ])
    try JSONKey.check("ipai memory recall", [keys("recall", "sockets reused")])
    try JSONKey.check(
      "ipai memory export", [keys("export", "--all", "--archived"), keys("export", "--max-results", "1")])
    for (id, content) in [("x1", "a b said again and again in other conversations"), ("x2", "```recalled-memory a b")] {
      let text = #"{"session_id":"\#(id)","messages":[{"id":"m","role":"user","content":"\#(content)"}]}"#
      _ = keys("add", input: text + "\n" + text.replacing(id, with: id + "y"))
    }
    _ = keys("add", input: #"{"session_id":"x3","messages":[{"id":"m","role":"user","content":" "}]}"#)
    _ = keys("link", "s1", "file:gone.c", "file:lib/net.c@\(head)")
    try desk.repository.git("mv", "lib/net.c", "lib/moved.c")
    try desk.repository.commit("net: move", seconds: 2)
    try JSONKey.check("ipai memory audit", [await awaiting("memory", "audit", "--valid")])
    try JSONKey.check("ipai memory unlink", [keys("unlink", "s1", "commit:\(head)")])
    try JSONKey.check("ipai memory index", [keys("index"), keys("index", "--rebuild")])
    try JSONKey.check("ipai memory forget", [keys("forget", "s3"), keys("forget", "s1", "--message", "m2", "--purge")])
    try JSONKey.check(
      "ipai memory context set",
      [keys("context", "set", "s", "k", "v"), keys("context", "set", "s", "l", "v", "--expires", "7d")])
    try JSONKey.check("ipai memory context get", [keys("context", "get", "s", "k"), keys("context", "get", "s", "l")])
    try JSONKey.check("ipai memory context list", [keys("context", "list", "s")])
    try JSONKey.check("ipai memory context unset", [keys("context", "unset", "s", "k")])
  }

  @Test func whatWhyWritesIsDocumented() async throws {
    try desk.repository.git("mv", "lib/net.c", "lib/moved.c")
    let text = "int idle;\n" + "int most;\n"
    let head = try desk.repository.commit("net: reuse more sockets", files: ["lib/moved.c": text], seconds: 2)
    _ = desk.run("commits", "index", "--quiet")
    try desk.repository.write("---\nname: tune-net\ndescription: d\n---\nx\n", to: "skills/tune-net/SKILL.md")
    #expect(desk.run("skills", "add", "skills/tune-net").status == 0)
    _ = keys("add", "a b", "--session-id", "s1", "--link", "commit:\(head)", "--link", "skill:tune-net")
    _ = keys("add", "a b", "--session-id", "s2", "--link", "file:lib/moved.c")
    _ = keys("add", "a b c", "--session-id", "s2", "--link", "file:lib/moved.c", "--link", "skill:tune-net")
    let clone = try TestRepository(cloning: "file://" + desk.repository.path, "--depth", "1")
    try JSONKey.check(
      "ipai why",
      [
        await awaiting("why", "lib/moved.c"), await awaiting("why", "lib/moved.c:2"),
        await awaiting("why", clone.path + "/lib/moved.c"),
      ])
  }

  private func awaiting(_ words: String...) async -> Set<String> {
    let run = await desk.awaiting(words + ["--format", "json"])
    #expect(run.json != nil, "\(words): \(run.error)")
    return JSONKey.paths(in: run.json)
  }

  /// Put together here, so that no scanner takes this file for a leak.
  private static var secret: String { "ghp" + "_" + "x7Kq2mV9rT4bN8wL3cY6pZ1sD5fG0hJ2aE9u" }

  @Test func aDamagedModelIsSaid() throws {
    _ = keys("add", "a b")
    let model = desk.home.path + "/.local/share/ipai/models/tiny.model"
    try Data("rubbish".utf8).write(to: URL(fileURLWithPath: model))
    #expect(keys("search", "a").contains("meaning_unavailable"))
  }
}
