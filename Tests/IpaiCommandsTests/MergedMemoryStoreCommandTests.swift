import CommandTestSupport
import Foundation
import StoreTestSupport
import TestSupport
import Testing

/// Conversations to which something was added in two stores.
@Suite struct MergedMemoryStoreCommandTests {
  private let home: TemporaryFolder
  private let address: String

  init() async throws {
    home = try TemporaryFolder()
    address = try await PostgresFixture.migrated().address()
  }

  private func ipai(_ words: String...) async -> CommandRun { await CommandRun.awaiting(words, home: home) }

  /// Adds a message that was said at a minute.
  private func add(_ text: String, at minute: Int, _ option: String, _ place: String) async {
    let input = """
      {"session_id":"s","messages":[{"id":"\(text)","role":"user","content":"\(text)","timestamp":"2024-01-01T10:0\(minute):00Z"}]}
      """
    let run = await CommandRun.awaiting(["memory", "add", option, place], home: home, input: Array(input.utf8))
    #expect(run.status == 0, "\(run.error)")
  }

  @Test func theyBecomeEqual() async throws {
    let file = home.file("a.db")
    await add("one", at: 0, "--db", file)
    let first = await ipai("store", "copy", "--what", "memory", "--from", file, "--to", address)
    #expect(first.status == 0, "\(first.error)")
    await add("two", at: 1, "--db", file)
    await add("three", at: 2, "--store", address)
    await add("four", at: 3, "--db", file)
    let there = await ipai("store", "copy", "--what", "memory", "--from", file, "--to", address)
    #expect(there.status == 65 && there.output.contains("memory  1       0          1"), "\(there.output)")
    #expect(there.error.contains("one message is only there; copy it in the other direction too"), "\(there.error)")
    let back = await ipai("store", "copy", "--what", "memory", "--from", address, "--to", file)
    #expect(back.status == 0 && back.output.contains("memory  1       0          0"), "\(back.output) \(back.error)")
    let again = await ipai("store", "copy", "--what", "memory", "--from", file, "--to", address)
    #expect(again.status == 0 && again.output.contains("memory  0       1          0"), "\(again.error)")
    for place in [["--db", file], ["--store", address]] {
      let shown = await CommandRun.awaiting(["memory", "show", "s", "--format", "json"] + place, home: home)
      let messages = (shown.json as? [String: Any])?["messages"] as? [[String: Any]]
      #expect(messages?.map { $0["content"] as? String } == ["one", "two", "three", "four"], "\(shown.output)")
    }
  }
}
