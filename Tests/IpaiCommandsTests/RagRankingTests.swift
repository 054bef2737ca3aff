import CommandTestSupport
import DomainTestSupport
import TestSupport
import Testing

/// What counts when passages are ranked.
@Suite struct RagRankingTests {
  private let desk: CommandFixture
  private let files: TemporaryFolder

  init() throws {
    desk = try CommandFixture()
    files = try TemporaryFolder()
    let model = try TinyModel().write(to: files)
    #expect(desk.run("model", "install", "tiny", "--from", model).status == 0)
  }

  private func rag(_ words: String...) -> CommandRun {
    CommandRun(["rag"] + words, home: desk.home, in: files.path, environment: ["IPAI_MODEL": "tiny"])
  }

  /// The scores of the files that a search finds, by name, in their order.
  private func scores(_ query: String, _ mode: String) throws -> [(name: String, hit: [String: Any])] {
    let run = rag("search", query, "--corpus", "rank", "--mode", mode, "--format", "json")
    let results = try #require((run.json as? [String: Any])?["results"] as? [[String: Any]], "\(run.error)")
    return results.map { (($0["path"] as? String ?? "").split(separator: "/").last.map(String.init) ?? "", $0) }
  }

  @Test func aPassageIsJudgedByItsFileAsWell() throws {
    // The right file comes last by its path, so that a tie would not show it first.
    try files.write("# One\n\nThe walrus.\n\n# Two\n\nA seal.\n", to: "rank/a.md")
    try files.write("# One\n\nThe walrus.\n\n# Two\n\nA walrus.\n", to: "rank/z.md")
    try files.write("Keep the keys safe.\n", to: "rank/b/notes.txt")
    try files.write("Keep the keys safe.\n", to: "rank/c/rotation.txt")
    try files.write("# Other\n\nThe otter dives.\n", to: "rank/d.md")
    try files.write("# Otter\n\nThe otter dives.\n", to: "rank/e.md")
    #expect(rag("add", "rank", "--corpus", "rank").status == 0)
    // All words of the file, the name of the file, and the heading.
    #expect(try scores("walrus", "lexical").first?.name == "z.md")
    #expect(try scores("rotation of keys", "lexical").first?.name == "rotation.txt")
    #expect(try scores("otter", "lexical").first?.name == "e.md")
    for (_, hit) in try scores("rotation of keys", "hybrid") + scores("otter", "lexical") {
      let parts = try #require(hit["components"] as? [String: Double])
      let score = try #require(hit["score"] as? Double)
      #expect(abs(parts.values.reduce(0, +) - score) < 1e-4, "\(parts) \(score)")
    }
    let named = try #require(try scores("rotation of keys", "lexical").first?.hit["components"] as? [String: Double])
    #expect(named["file"] ?? 0 > 0 && named["file_names"] ?? 0 > 0 && named["path"] ?? 0 > 0, "\(named)")
    #expect(named["titles"] ?? 0 > 0, "\(named)")
    // The mean of a file with one passage is its own similarity.
    let near = try #require(try scores("rotation of keys", "hybrid").first { $0.name == "rotation.txt" }?.hit)
    let meaning = (near["components"] as? [String: Double])?["meaning"] ?? 0
    let similarity = near["similarity"] as? Double ?? 0
    #expect(abs(meaning - 1.3 * max(0, similarity)) < 1e-3, "\(meaning) \(similarity)")
  }

  @Test func aTitleCountsByTheShareOfItThatTheQueryHas() throws {
    try files.write("# One\n\nA tidy harbour.\n", to: "rank/harbour.md")
    try files.write("# One\n\nA tidy harbour.\n", to: "rank/harbour-of-the-northern-islands.md")
    try files.write("# Tidy\n\nA harbour.\n", to: "rank/a.md")
    try files.write("# Tidy rooms and gardens for guests\n\nA harbour.\n", to: "rank/b.md")
    try files.write("def harbour():\n    return 'tidy'\n", to: "rank/c.py")
    #expect(rag("add", "rank", "--corpus", "rank").status == 0)
    var titles: [String: Double] = [:]
    for (name, hit) in try scores("tidy harbour", "lexical") {
      titles[name] = (hit["components"] as? [String: Double])?["titles"] ?? 0
    }
    #expect(titles.count == 5)
    // The name of a file, a heading, and code, whose names are no titles.
    #expect(titles["harbour.md"] ?? 0 > titles["harbour-of-the-northern-islands.md"] ?? 1)
    #expect(titles["harbour-of-the-northern-islands.md"] ?? 0 > 0)
    #expect(titles["a.md"] ?? 0 > titles["b.md"] ?? 1)
    #expect(titles["b.md"] ?? 0 > 0)
    #expect(titles["c.py"] == 0)
  }
}
