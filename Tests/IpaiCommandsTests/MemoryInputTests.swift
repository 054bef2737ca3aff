import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// What `memory add` and `memory link` say about input that is wrong or incomplete.
@Suite struct MemoryInputTests {
  private let desk: CommandFixture

  init() throws { desk = try CommandFixture() }

  private func add(_ text: String) -> CommandRun {
    CommandRun(["memory", "add"], home: desk.home, in: desk.repository.path, input: Array(text.utf8))
  }

  private func show(_ words: String...) throws -> [String: Any] {
    try #require(desk.run(["memory"] + words + ["--format", "json"]).json as? [String: Any])
  }

  @Test func twoMessagesWithOneIdAreNamed() {
    let run = add(
      #"{"session_id":"s","messages":[{"id":"m","role":"user","content":"a"},{"id":"m","role":"user","content":"b"}]}"#)
    #expect(run.status == 65)
    #expect(run.error.contains("conversation 's': two of its messages have the id 'm', with different content"))
  }

  @Test func inputThatCannotBeReadIsNotCalledEmpty() {
    let run = add(#"{"session_id":"s","messages":[{"role":"user","content":"a","timestamp":"soon"}]}"#)
    #expect(run.status == 64)
    #expect(run.error.contains("soon") && run.error.contains("nothing is stored: standard input could not be read"))
    #expect(add("").error.contains("standard input is empty"))
  }

  @Test func aConversationWithoutMessagesIsOfToday() throws {
    #expect(add(#"{"session_id":"s","title":"Later","messages":[]}"#).status == 0)
    let created = try #require(try show("show", "s")["created"] as? String)
    #expect(!created.hasPrefix("1970"), "\(created)")
  }

  @Test func aRelationIsNotEmpty() {
    #expect(add(#"{"session_id":"s","messages":[{"role":"user","content":"a"}]}"#).status == 0)
    let run = desk.run("memory", "link", "s", "skill:x", "--relation", "")
    #expect(run.status == 64 && run.error.contains("relation must be a text of 1 to 64 bytes"), "\(run.error)")
  }

  @Test func headIsTheCommitThatIsCheckedOut() throws {
    #expect(add(#"{"session_id":"s","messages":[{"role":"user","content":"a"}]}"#).status == 0)
    let early = desk.run("memory", "link", "s", "file:a.c@HEAD:1")
    #expect(early.status == 66 && early.error.contains("HEAD leads to no commit"), "\(early.status) \(early.error)")
    let commit = try desk.repository.commit("one", files: ["a.c": "1\n"], seconds: 1)
    #expect(desk.run("memory", "link", "s", "file:a.c@HEAD:1").status == 0)
    let links = try #require(try show("show", "s")["links"] as? [[String: Any]])
    #expect(links.map { $0["target"] as? String } == ["a.c"])
    #expect(links.map { $0["revision"] as? String } == ["\(commit)"])
  }
}
