import Foundation
import Testing

@Suite(.timeLimit(.minutes(3))) struct RulesTests {
  @Test func everyTestThatTheTableNamesIsThere() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let table = try String(contentsOf: folder.appendingPathComponent("RULES.md"), encoding: .utf8)
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "swift" }
    let sources = try files.map { try String(contentsOf: $0, encoding: .utf8) }.joined()
    var names: Set<String> = []
    for row in table.split(separator: "\n").dropFirst(4) where row.hasPrefix("|") {
      let cells = row.split(separator: "|")
      if cells.count > 1 { for match in cells[1].matches(of: /`([A-Za-z0-9]+)`/) { names.insert(String(match.1)) } }
    }
    #expect(names.count > 80)
    for name in names.sorted() { #expect(sources.contains("func \(name)("), "\(name)") }
  }
}
