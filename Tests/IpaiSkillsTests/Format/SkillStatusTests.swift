import IpaiCore
import IpaiSkills
import Testing

@Suite struct SkillStatusTests {
  /// Rows are what a status moves from, columns what it moves to, both in the order of a life.
  private static let table: [(SkillStatus, String)] = [
    (.dev, ".x..x"),
    (.testing, "x.x.x"),
    (.approved, ".x.xx"),
    (.stable, "..x.x"),
    (.deprecated, "x...."),
  ]

  @Test func allTwentyFiveMovesAreAsInTheTable() {
    #expect(Self.table.map(\.0) == SkillStatus.allCases)
    for (from, row) in Self.table {
      for (to, sign) in zip(SkillStatus.allCases, row) {
        #expect(from.canMove(to: to) == (sign == "x"), "\(from) to \(to)")
        #expect(from.next.contains(to) == (sign == "x"))
      }
    }
  }

  @Test(arguments: [
    ("dev", SkillStatus.dev), ("draft", .dev), ("testing", .testing), ("candidate", .testing), ("approved", .approved),
    ("stable", .stable), ("deprecated", .deprecated),
  ])
  func statusesAreRead(text: String, status: SkillStatus) throws { #expect(try SkillStatus(reading: text) == status) }

  @Test(arguments: ["", "Dev", "released", "dev ", "drafts"])
  func othersAreRefused(text: String) {
    let error = #expect(throws: IpaiError.self) { try SkillStatus(reading: text) }
    #expect(error?.message == "'\(text)' is not a status")
    #expect(error?.hint == "use one of: dev, testing, approved, stable, deprecated")
  }
}
