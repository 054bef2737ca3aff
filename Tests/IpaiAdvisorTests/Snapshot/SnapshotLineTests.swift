import Foundation
import IpaiAdvisor
import IpaiCore
import TestSupport
import Testing

/// A snapshot is written and read line by line.
struct SnapshotLineTests {
  private static let first = #"{"format":1,"read_at":"2026-11-01T00:00:00Z","states":{"droplets":\#(state)}}"#
  private static let state = #"{"status":"complete","read_at":"2026-11-01T00:00:00Z","count":0}"#

  private static func read(_ lines: [String]) throws -> AccountFacts {
    try SnapshotFile.facts(Array(lines.joined(separator: "\n").utf8), path: "S")
  }

  private static func problem(_ lines: [String]) -> String? {
    do {
      _ = try read(lines)
      return nil
    } catch { return (error as? IpaiError)?.message ?? "\(error)" }
  }

  private static func large() throws -> AccountFacts {
    let droplets = (1...1_234).map { #"{"id":\#($0),"name":"d\#($0)"}"# }.joined(separator: ",")
    let metrics = (1...801).map { #""\#($0)":{"memory_total":\#($0)}"# }.joined(separator: ",")
    let account = #"{"account":{"uuid":"u"}}"#
    return try read([first, #"{"droplets":[\#(droplets)]}"#, account, #"{"droplet_metrics":{\#(metrics)}}"#])
  }

  @Test func whatIsLargeHasSeveralLines() throws {
    let folder = try TemporaryFolder()
    let facts = try Self.large()
    try SnapshotFile.write(facts, to: folder.file("s"))
    #expect(try SnapshotFile.read(folder.file("s")) == facts)
    let lines = try String(contentsOfFile: folder.file("s"), encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(lines.count == 1 + 1 + 4 + 3)
    #expect(lines[0].contains(#""lines":9"#))
    // A file that was cut off, or that has a line twice, is not a whole one, wherever that is.
    for count in 1..<lines.count {
      #expect(
        Self.problem(Array(lines.prefix(count)))?.hasPrefix("S is not a whole snapshot: it has \(count) line") ?? false)
    }
    #expect(Self.problem(lines + [lines[2]]) == "S is not a whole snapshot: it has 10 lines of 9")
  }

  @Test func linesArePutTogether() throws {
    let parts = ["", #"{"droplets":[{"id":1}]}"#, " ", #"{"tags":[{"name":"a"}],"droplets":[{"id":2}]}"# + "\r", ""]
    let facts = try Self.read([Self.first] + parts)
    #expect(facts.droplets.map(\.id) == [1, 2])
    #expect(facts.tags.map(\.name) == ["a"])
  }

  @Test func oneObjectMayHaveManyLines() throws {
    let text = Self.first.dropLast() + #","droplets":[{"id":1}]}"#
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let indented = try JSONSerialization.data(withJSONObject: object, options: .prettyPrinted)
    #expect(try SnapshotFile.facts(Array(indented), path: "S").droplets.count == 1)
  }

  @Test(arguments: [
    (
      [#"{"tags":[]}"#, #"{"droplets":[{"id":1,"memory":"x"}]}"#],
      "line 3: 'droplets[0].memory' has to be a whole number"
    ),
    ([#"{"droplets":[{"id":1,"memory":1.5}]}"#], "line 2: droplets.0.memory is not a whole number"),
    ([#"{"droplets":[{"id":1,"memory":1e16}]}"#], "line 2: droplets.0.memory is too large a number"),
    ([#"{"droplets":[{"id":1}"#], "line 2: it is not JSON"),
    (["[]"], "line 2: it has to be an object"),
    ([#"{"account":{"uuid":"u"}}"#, #"{"account":{"uuid":"v"}}"#], "line 3 has account again"),
    (
      [#"{"droplet_metrics":{"7":{}}}"#, #"{"droplet_metrics":{"8":{},"7":{}}}"#], "line 3 has droplet_metrics.7 again"
    ),
    ([#"{"format":1}"#], "line 2 has format again"),
    ([#"{"states":{}}"#], "line 2 has states again"),
    (
      [#"{"droplets":[{"id":1,"name":"a"}]}"#, #"{"droplets":[{"id":1,"name":"b"}]}"#],
      "droplets.1 and droplets.0 have the same id 1"
    ),
  ])
  func saysWhichLine(_ lines: [String], _ expected: String) {
    let problem = Self.problem([Self.first] + lines) ?? "-"
    #expect(problem.hasPrefix("S is not a whole snapshot: " + expected), "\(problem)")
  }

  @Test func theFirstLineSaysWhatItIs() {
    #expect(
      Self.problem([#"{"droplets":[]}"#, Self.first]) == "S is not a snapshot of an account: there is no 'format'")
    #expect(Self.problem([#"{"format":2}"#, "x"]) == "S has the format 2, and this ipai reads the format 1")
  }

  @Test func aLineThatIsNotUTF8IsNamed() {
    let content = Array((Self.first + "\n{\"tags\":[{\"name\":\"").utf8) + [0xFF] + Array("\"}]}".utf8)
    do {
      _ = try SnapshotFile.facts(content, path: "S")
      Issue.record("it was read")
    } catch {
      #expect((error as? IpaiError)?.message == "S is not a snapshot of an account: line 2: it is not UTF-8")
    }
  }
}
