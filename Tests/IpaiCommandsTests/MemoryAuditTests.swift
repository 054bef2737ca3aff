import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// `ipai memory audit`
@Suite struct MemoryAuditTests {
  private let desk: CommandFixture

  init() throws { desk = try CommandFixture() }

  @discardableResult
  private func run(_ words: String..., in folder: String? = nil, input: String = "") async -> CommandRun {
    await CommandRun.awaiting(
      words, home: desk.home, in: folder ?? desk.repository.path, environment: TestRepository.environment,
      input: Array(input.utf8))
  }

  private struct Link: Equatable, CustomStringConvertible {
    var state: String
    var citation: String
    var now: String?
    var description: String { "\(state) \(citation) -> \(now ?? "-")" }
  }

  private func links(_ words: String..., in folder: String? = nil) async throws -> [Link] {
    let run = await desk.awaiting(["memory", "audit", "--valid", "--format", "json"] + words, in: folder)
    let audit = try #require(run.json as? [String: Any], "\(run.error)")
    return try #require(audit["links"] as? [[String: Any]]).map { link in
      Link(
        state: link["state"] as? String ?? "", citation: link["citation"] as? String ?? "", now: link["now"] as? String)
    }
  }

  private static let text = (1...20).map { "line \($0)\n" }.joined()

  private func link(_ target: String) async {
    #expect(
      await run("memory", "add", "about \(target)", "--session-id", target, "--link", target).status == 0, "\(target)")
  }

  @Test func citedLinesAreFollowed() async throws {
    let first = try desk.repository.commit("one", files: ["a.c": Self.text, "b.c": Self.text], seconds: 1)
    await link("file:a.c@\(first):5-6")
    #expect(try await links() == [Link(state: "valid", citation: "a.c@\(first):5-6")])
    // Moved down, and the file renamed.
    try desk.repository.git("mv", "a.c", "c.c")
    try desk.repository.commit("two", files: ["c.c": "new\nnew\n" + Self.text], seconds: 2)
    #expect(try await links() == [Link(state: "valid", citation: "a.c@\(first):5-6", now: "c.c:7-8")])
    // Changed elsewhere in the file, then in these lines.
    try desk.repository.commit(
      "three", files: ["c.c": Self.text.replacing("line 12", with: "other")], seconds: 3)
    #expect(try await links() == [Link(state: "valid", citation: "a.c@\(first):5-6", now: "c.c:5-6")])
    try desk.repository.commit("four", files: ["c.c": Self.text.replacing("line 6", with: "other")], seconds: 4)
    #expect(try await links() == [Link(state: "changed", citation: "a.c@\(first):5-6", now: "c.c")])
    try desk.repository.git("rm", "-q", "c.c")
    try desk.repository.commit("five", seconds: 5)
    #expect(try await links() == [Link(state: "gone", citation: "a.c@\(first):5-6")])
    // It changes nothing.
    #expect(await run("memory", "show", "file:a.c@\(first):5-6").output.contains("a.c@\(first):5-6"))
  }

  @Test func wholeFilesAreFollowed() async throws {
    let first = try desk.repository.commit(
      "one", files: ["a.c": Self.text, "b.c": Self.text, "d/e": "x\n"], seconds: 1)
    await link("file:a.c")
    await link("file:a.c:20")
    await link("file:b.c@\(first)")
    await link("file:never.c")
    #expect(
      Set(try await links().map(\.description)) == [
        "valid a.c -> -", "valid a.c:20 -> -", "valid b.c@\(first) -> -", "unchecked never.c -> -",
      ])
    try desk.repository.git("mv", "a.c", "z.c")
    try desk.repository.commit("two", files: ["b.c": "other\n"], seconds: 2)
    #expect(
      Set(try await links().map(\.description)) == [
        "valid a.c -> z.c", "valid a.c:20 -> z.c:20", "changed b.c@\(first) -> -", "unchecked never.c -> -",
      ])
    try desk.repository.commit("three", files: ["z.c": "short\n"], seconds: 3)
    #expect(try await links().contains(Link(state: "changed", citation: "a.c:20")))
  }

  @Test func commitsAreThereAmendedOrGone() async throws {
    let first = try desk.repository.commit("one", files: ["a": "1\n"], seconds: 1)
    let amended = try desk.repository.commit("two", files: ["a": "2\n"], seconds: 2)
    let absent = String(repeating: "ab", count: 20)
    for id in [first, amended, absent] { await link("commit:\(id)") }
    try desk.repository.git("commit", "-q", "--amend", "-m", "better")
    #expect(
      try await links() == [
        Link(state: "changed", citation: amended), Link(state: "unchecked", citation: absent),
        Link(state: "valid", citation: first),
      ])
  }

  @Test func linesThatNeverWereAreGone() async throws {
    let first = try desk.repository.commit("one", files: ["a.c": Self.text], seconds: 1)
    await link("file:a.c@\(first):19-21")
    #expect(try await links() == [Link(state: "gone", citation: "a.c@\(first):19-21")])
    try desk.repository.git("mv", "a.c", "b.c")
    try desk.repository.commit("two", files: ["b.c": "new\n" + Self.text], seconds: 2)
    #expect(try await links() == [Link(state: "gone", citation: "a.c@\(first):19-21")])
  }

  /// What this repository never had is gone only where the conversation was held in it.
  @Test func whatWasNeverHereMayBeElsewhere() async throws {
    try desk.repository.commit("one", files: ["a": "x\n"])
    await run(
      "memory", "add",
      input:
        #"{"session_id":"s","context":{"workspace":"\#(desk.repository.path)"},"messages":[{"id":"m","role":"user","content":"x"}]}"#
    )
    await run("memory", "link", "s", "file:never.c")
    #expect(try await links() == [Link(state: "gone", citation: "never.c")])
  }

  @Test func anAbbreviatedIdOfThisRepositoryIsCompleted() async throws {
    let first = try desk.repository.commit("one", files: ["a": "x\n"])
    await link("commit:\(first.prefix(8))")
    #expect(try await links() == [Link(state: "valid", citation: first)])
  }

  @Test func skillsAndRecordsAreTold() async throws {
    try desk.repository.commit("one")
    try desk.repository.write("---\nname: tune\ndescription: d\n---\nx\n", to: "tune/SKILL.md")
    #expect(await run("skills", "add", "tune").status == 0)
    for target in ["skill:tune", "skill:never", "odoo_record:sale.order/42"] { await link(target) }
    #expect(
      Set(try await links().map(\.description)) == [
        "valid tune -> -", "gone never -> -", "unchecked sale.order/42 -> -",
      ])
  }

  @Test func conversationsAreCheckedWhereTheyWereHeld() async throws {
    try desk.repository.commit("one", files: ["here": "x\n"])
    let other = try TestRepository()
    try other.commit("one", files: ["there": "x\n"])
    await run(
      "memory", "add",
      input:
        #"{"session_id":"s","context":{"workspace":"\#(other.path)"},"messages":[{"id":"m","role":"user","content":"x"}]}"#
    )
    await run("memory", "link", "s", "file:there")
    #expect(try await links() == [Link(state: "valid", citation: "there")])
    await link("file:here")
    #expect(try await links("--session", "file:here", in: "/") == [Link(state: "unchecked", citation: "here")])
    #expect(
      try await links("--session", "file:here", "--repo", desk.repository.path, in: "/")
        == [Link(state: "valid", citation: "here")])
  }

  @Test func whatDoesNotHelpIsListed() async throws {
    let text = "The proxy closes connections that are idle for sixty seconds."
    await run("memory", "add", text, "--session-id", "a", "--id", "1")
    await run("memory", "add", "  " + text.uppercased().replacing(" ", with: "\n"), "--session-id", "b", "--id", "2")
    await run("memory", "add", "thanks", "--session-id", "c", "--id", "3")
    await run("memory", "add", "thanks", "--session-id", "d", "--id", "4")
    let recalled = await run("memory", "recall", "proxy").output
    #expect(recalled.contains("recalled-memory"))
    await run("memory", "add", recalled, "--session-id", "e", "--id", "5")
    await run("memory", "add", input: #"{"session_id":"f","messages":[{"id":"m","role":"user","content":" \n"}]}"#)
    let before = await run("memory", "export", "--all", "--format", "jsonl").output
    let audit = await run("memory", "audit", "--format", "json", in: "/")
    let found = try #require(audit.json as? [String: Any], "\(audit.error)")
    #expect(audit.status == 0)
    let duplicates = try #require(found["duplicates"] as? [[[String: String]]])
    #expect(duplicates.count == 1 && Set(duplicates[0].compactMap { $0["session_id"] }) == ["a", "b"])
    #expect((found["recalled"] as? [[String: String]]).map { $0.compactMap { $0["session_id"] } } == ["e"])
    #expect(found["empty"] as? [String] == ["f"])
    let counts = try #require(found["counts"] as? [String: Int])
    #expect(counts["duplicates"] == 1 && counts["recalled"] == 1 && counts["empty"] == 1)
    #expect(counts["conversations"] == 6 && counts["messages"] == 5)
    #expect(await run("memory", "export", "--all", "--format", "jsonl").output == before)
    let table = await run("memory", "audit", in: "/").output
    #expect(table.contains("the same text: 1") && table.contains("recalled and stored again: 1"))
  }

  @Test func nothingToLookThroughIsSaid() async throws {
    #expect(await run("memory", "audit").status == 66)
    await run("memory", "add", "x")
    let run = await run("memory", "audit", "--session", "none")
    #expect(run.status == 66 && run.error.contains("no conversation has the id 'none'"))
  }

  @Test func manyFindingsAreCountedAndSomeAreListed() async throws {
    try desk.repository.commit("one")
    for number in 1...5 { await link("skill:gone\(number)") }
    let audit = await run("memory", "audit", "--max-results", "2", "--format", "json")
    let found = try #require(audit.json as? [String: Any])
    #expect((found["links"] as? [Any])?.count == 2)
    #expect((found["counts"] as? [String: Int])?["gone"] == 5)
  }
}
