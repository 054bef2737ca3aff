import CommandTestSupport
import DomainTestSupport
import Foundation
import TestSupport
import Testing

/// `ipai memory add`, where a model is installed.
@Suite struct MemoryAddTests {
  private let desk: CommandFixture
  private let files: TemporaryFolder

  init() throws {
    desk = try CommandFixture()
    files = try TemporaryFolder()
    let model = try TinyModel().write(to: files)
    #expect(desk.run("model", "install", "tiny", "--from", model).status == 0)
  }

  private func embedded(_ words: String...) throws -> Int {
    let run = desk.run(["memory"] + words + ["--format", "json"], environment: ["IPAI_MODEL": "tiny"])
    return try #require((run.json as? [String: Any])?["embedded"] as? Int, "\(run.error)")
  }

  /// A note is there at once, however much an import left for 'memory index'.
  @Test func aNoteDoesNotWaitForEverythingElse() throws {
    let messages = (1...300).map { #"{"id":"m\#($0)","role":"user","content":"a b \#($0)"}"# }
    try files.write(#"{"session_id":"s","messages":[\#(messages.joined(separator: ","))]}"#, to: "talk.jsonl")
    #expect(try embedded("import", "--from", "jsonl", "--no-embeddings", files.file("talk.jsonl")) == 0)
    #expect(try embedded("add", "a b c") == 64)
    #expect(try embedded("add", "a b c d") == 1)
    #expect(try embedded("index") == 237)
  }
}
