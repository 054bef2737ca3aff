import Foundation
import IpaiCore
import IpaiDatabase
import IpaiSkills
import TestSupport
import Testing

@Suite struct SkillSyncTests {
  private let folder: TemporaryFolder
  private let store: SQLiteSkillStore

  init() throws {
    folder = try TemporaryFolder()
    store = SQLiteSkillStore(try DatabaseFile.inMemory())
  }

  private func write(_ name: String, _ version: String = "1.0.0", requires: String? = nil, body: String = "text") throws
  {
    let needs = requires.map { "  requires: \"\($0)\"\n" } ?? ""
    try folder.write(
      "---\nname: \(name)\ndescription: Does \(name).\nmetadata:\n  version: \(version)\n\(needs)---\n\(body)\n",
      to: "\(name)/SKILL.md")
  }

  private func sync(prunes: Bool = false) async throws -> SkillSyncSummary {
    try await SkillSync(store, by: "ann", at: noon).run([folder.path], prunes: prunes)
  }

  @Test func onlyWhatChangedIsWritten() async throws {
    for name in ["one", "two", "three"] { try write(name) }
    #expect(try await sync().changed.map(\.name) == ["one", "three", "two"])
    let again = try await sync()
    #expect(again.changed.isEmpty && again.unchanged == 3 && again.vanished.isEmpty)
    try write("two", body: "other text")
    let third = try await sync()
    #expect(third.changed.map(\.change) == [.updated] && third.unchanged == 2)
  }

  @Test func whatVanishedIsReportedAndRetiredWhenAskedFor() async throws {
    try write("one")
    try write("two")
    _ = try await sync()
    try FileManager.default.removeItem(atPath: folder.file("two"))
    #expect(try await sync().vanished == ["two"])
    #expect(try store.skill("two", version: nil).status == .dev)
    #expect(try await sync(prunes: true).retired == ["two"])
    #expect(try store.skill("two", version: nil).status == .deprecated)
    #expect(try await sync(prunes: true).vanished.isEmpty)
    #expect(try store.history(of: "two").last?.reason == "its source is gone")
  }

  @Test func aSkillThatWasMovedHasNotVanished() async throws {
    try write("one")
    _ = try await sync()
    try FileManager.default.createDirectory(atPath: folder.file("group"), withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: folder.file("one"), toPath: folder.file("group/one"))
    let summary = try await sync(prunes: true)
    #expect(summary.vanished.isEmpty && summary.retired.isEmpty && summary.unchanged == 1)
    let stored = try store.skill("one", version: nil)
    #expect(stored.status == .dev && stored.source == folder.file("group/one"))
    #expect(try await sync(prunes: true).vanished.isEmpty)
  }

  /// Skills of another folder have not vanished.
  @Test func onlyWhatLiesBeneathCounts() async throws {
    try write("one")
    _ = try await sync()
    let other = try TemporaryFolder()
    let summary = try await SkillSync(store, by: "ann", at: noon).run([other.path], prunes: true)
    #expect(summary == SkillSyncSummary())
    let error = await #expect(throws: IpaiError.self) {
      try await SkillSync(store, by: "ann", at: noon).run([folder.file("none")], prunes: true)
    }
    #expect(error?.code == .notFound)
    #expect(try store.skill("one", version: nil).status == .dev)
  }

  @Test func aSkillWithErrorsIsRefusedAndTheOthersAreStored() async throws {
    try write("one")
    try folder.write("no front matter", to: "two/SKILL.md")
    let summary = try await sync()
    #expect(summary.changed.map(\.name) == ["one"])
    #expect(summary.refused.map(\.path) == [folder.file("two")] && summary.refused[0].message.contains("SKILL.md"))
  }

  @Test func circlesAreRefused() async throws {
    try write("one", requires: "two")
    try write("two", requires: "three ^1.0")
    try write("three", requires: "one")
    try write("four", requires: "one")
    let summary = try await sync()
    #expect(summary.changed.map(\.name) == ["four"])
    #expect(Set(summary.refused.map(\.code)) == [.conflict] && summary.refused.count == 3)
    try write("three")
    #expect(try await sync().changed.map(\.name) == ["one", "three", "two"])
    try write("three", "1.1.0", requires: "one")
    #expect(try await sync().refused.map(\.path) == [folder.file("three")])
  }

  @Test func whatIsMissingIsSaid() async throws {
    try write("two")
    _ = try await sync()
    func problems(_ requires: String) async throws -> [String] {
      let addition = try skill("one", requires: requires)
      return try await RequirementCheck(store).findings(addition.manifest, file: "SKILL.md").map(\.message)
    }
    #expect(try await problems("two ^1.0").isEmpty)
    #expect(try await problems("two ^2.0, four").count == 2)
    _ = try store.setStatus("two", version: nil, to: .deprecated, by: "ann", at: noon, reason: "old")
    #expect(try await problems("two").first?.contains("deprecated") == true)
  }
}
