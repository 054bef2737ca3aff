import CommandTestSupport
import DomainTestSupport
import Foundation
import IpaiCommands
import TestSupport
import Testing

/// Searches where a model is installed: what meaning alone may find, and what happens when the model is broken.
@Suite struct MeaningSearchTests {
  private let home: TemporaryFolder
  private let repository: TestRepository
  private let first: String

  init() throws {
    home = try TemporaryFolder()
    try TestModel.install(in: home)
    repository = try TestRepository()
    first = try repository.commit("Stop reading once the peer hangs up", seconds: 0)
    for (number, subject) in [
      "Raise the limit of simultaneous downloads", "Document the build steps", "Remove trailing white space",
      "Translate the menus to French", "Fix a leak in the cookie parser", "Say which option was not understood",
    ].enumerated() {
      try repository.commit(subject, seconds: 60 + number)
    }
    _ = CommandRun(["commits", "index", "--quiet"], home: home, in: repository.path)
  }

  private func search(_ arguments: String...) -> CommandRun {
    CommandRun(["rag", "search"] + arguments, home: home, in: repository.path)
  }

  @Test(arguments: ["zzzqqqxxx", "asdf jkl qwertz", "xkcdblorg frumious", "qqq", "\u{1F600}", "цщшфыва"])
  func nonsenseFindsNothing(text: String) {
    for mode in ["hybrid", "vector"] {
      let run = search(text, "--mode", mode, "--format", "json")
      #expect(run.status == 1, "\(mode) \(run.output)")
      #expect(run.error.contains("no commit matches"))
    }
  }

  @Test func whatMeaningAloneFoundSaysSo() throws {
    let text = "connection closed by remote side"
    let json = try #require(search(text, "--format", "json").json as? [String: Any])
    let result = try #require((json["results"] as? [[String: Any]])?.first)
    #expect(result["commit"] as? String == first && result["meaning_only"] as? Bool == true)
    #expect(search(text).output.contains("\n            meaning: no word matches\n"))
    let words = try #require(search("peer hangs", "--format", "json").json as? [String: Any])
    let found = try #require((words["results"] as? [[String: Any]])?.first)
    #expect(found["commit"] as? String == first && found["meaning_only"] == nil)
  }

  /// The installed model, damaged where every look at it fails, or where only using it does.
  private func damage(at offset: Int, to length: Int? = nil) throws {
    let models = home.path + "/.local/share/ipai/models"
    let file = "/all-MiniLM-L6-v2.model"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: models + file))
    try FileManager.default.removeItem(atPath: models)
    try FileManager.default.createDirectory(atPath: models, withIntermediateDirectories: true)
    bytes[offset] ^= 0xFF
    try bytes.prefix(length ?? bytes.count).write(to: URL(fileURLWithPath: models + file))
  }

  @Test(arguments: [(0, nil), (70, nil), (200, 400), (200, 100_000)] as [(Int, Int?)])
  func aDamagedModelLeavesTheWords(offset: Int, length: Int?) throws {
    try damage(at: offset, to: length)
    for mode in [[], ["--mode", "hybrid"]] {
      let run = CommandRun(
        ["rag", "search", "peer hangs up", "--format", "json"] + mode, home: home, in: repository.path)
      #expect(run.status == 0, "\(run.error)")
      let json = try #require(run.json as? [String: Any])
      #expect(json["mode"] as? String == "lexical")
      let reason = try #require(json["meaning_unavailable"] as? String)
      #expect((json["results"] as? [[String: Any]])?.first?["commit"] as? String == first)
      #expect(run.error.hasPrefix("ipai: searching by words alone: \(reason)\n"), "\(run.error)")
    }
    #expect(search("peer hangs up", "--mode", "vector").status == 69)
    #expect(search("peer hangs up", "--mode", "lexical").error.isEmpty)
  }
}
