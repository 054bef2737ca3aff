import Foundation
import Testing

/// The table of rules, and the names of the protocol.
@Suite(.timeLimit(.minutes(3))) struct RulesTests {
  @Test func everyTestThatTheTableNamesIsThere() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let table = try String(contentsOf: folder.appendingPathComponent("RULES.md"), encoding: .utf8)
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "swift" }
    let sources = try files.map { try String(contentsOf: $0, encoding: .utf8) }.joined()
    var names: Set<String> = []
    // The first two rows are the head of the table.
    for row in table.split(separator: "\n").filter({ $0.hasPrefix("|") }).dropFirst(2) {
      let cells = row.split(separator: "|")
      guard cells.count > 1, !cells[0].contains("**") else { continue }
      let tests = cells[1].matches(of: /`([A-Za-z0-9]+)`/).map { String($0.1) }
      #expect(!tests.isEmpty, "\(row)")
      names.formUnion(tests)
    }
    #expect(names.count > 80)
    for name in names.sorted() { #expect(sources.contains("func \(name)("), "\(name)") }
  }

  /// If a method or a code is written in two places, the two can drift apart.
  @Test func methodsAndCodesAreWrittenOnce() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/MCP")
    var files: [String: [String]] = [:]
    for case let file as URL in try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    where file.pathExtension == "swift" {
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        .filter { !$0.drop { $0 == " " }.hasPrefix("//") }
      for found in lines.joined(separator: "\n").matches(of: /("[a-z\/]+(\/[a-zA-Z_]+)"|"ping"|"initialize"|-32\d{3})/)
      {
        files[String(found.1), default: []].append(file.lastPathComponent)
      }
    }
    let places = files.filter { $0.value == ["MethodName.swift"] || $0.value == ["RPCError+Code.swift"] }
    #expect(places.count >= 40)
    let others = Set(files.keys).subtracting(places.keys)
    #expect(others == ["\"ref/prompt\"", "\"ref/resource\"", "\"application/json\""])
  }
}
