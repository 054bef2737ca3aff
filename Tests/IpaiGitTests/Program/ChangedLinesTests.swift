import IpaiCore
import TestSupport
import Testing

@testable import IpaiGit

@Suite struct ChangedLinesTests {
  private func place(_ diff: String, _ lines: ClosedRange<Int>) -> ClosedRange<Int>? {
    ChangedLines(diff: Array(diff.utf8)).place(of: lines)
  }

  @Test func linesMoveWithWhatIsAboveThem() {
    #expect(place("@@ -1,2 +1,5 @@\n", 10...12) == 13...15)
    #expect(place("@@ -3,0 +4,2 @@\n", 4...4) == 6...6)
    #expect(place("@@ -5 +4,0 @@\n", 6...7) == 5...6)
    #expect(place("@@ -20 +20 @@\n", 4...5) == 4...5)
    #expect(place("", 4...5) == 4...5)
  }

  @Test func linesThatWereTouchedHaveNoPlace() {
    #expect(place("@@ -4 +4 @@\n", 4...5) == nil)
    #expect(place("@@ -1,4 +1,9 @@\n", 4...5) == nil)
    #expect(place("@@ -4,0 +5,2 @@\n", 4...5) == nil)
    // Inserted right before and right after.
    #expect(place("@@ -3,0 +4,2 @@\n", 4...5) == 6...7)
    #expect(place("@@ -5,0 +6,2 @@\n", 4...5) == 4...5)
  }

  @Test(arguments: [
    "@@ -a +1 @@\n", "@@ -1\n", "@@ -", "@@ -1,x +2,y @@\n", "@@ -99999999999999999999 +1 @@\n", "\u{0}",
  ])
  func rubbishIsPassedOver(diff: String) {
    #expect(ChangedLines(diff: Array(diff.utf8)).hunks.isEmpty)
  }

  /// What git says of random changes, against the lines themselves.
  @Test func placesAreWhereTheLinesAre() async throws {
    let work = try TestRepository()
    let git = GitProgram(in: work.path, environment: TestRepository.environment)
    var random = SeededGenerator(seed: 3)
    for round in 0..<20 {
      let old = (0..<30).map { "line \($0)" }
      var new = old
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let at = Int.random(in: 0..<new.count, using: &random)
        if Bool.random(using: &random) { new.remove(at: at) } else { new.insert("new \(round) \(at)", at: at) }
      }
      let ids = try [old, new].map { lines in
        let text = lines.joined(separator: "\n") + "\n"
        try work.write(text, to: "f")
        return try #require(ObjectID(hex: work.git("hash-object", "-w", "f")))
      }
      let changes = try await git.changedLines(from: ids[0], to: ids[1])
      for line in 1...old.count {
        let place = changes.place(of: line...line)
        #expect(place?.lowerBound == new.firstIndex(of: old[line - 1]).map { $0 + 1 })
      }
    }
  }
}
