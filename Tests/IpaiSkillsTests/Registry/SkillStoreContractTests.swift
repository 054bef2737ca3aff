import DomainTestSupport
import Foundation
import IpaiCore
import IpaiDatabase
import IpaiSearch
import IpaiSkills
import StoreTestSupport
import Testing

/// The stores that the contract suite runs on.
enum SkillStoreKind: String, CaseIterable, CustomTestStringConvertible {
  case sqlite
  case postgres

  var testDescription: String { rawValue }

  /// An empty store.
  func make() async throws -> any SkillStore {
    switch self {
    case .sqlite: SQLiteSkillStore(try DatabaseFile.inMemory())
    case .postgres: PostgresSkillStore(try await PostgresFixture.migrated().pool())
    }
  }
}

/// The time at which tests run.
let noon = Timestamp(seconds: 1_800_000_000)

/// A skill with a main file and a script.
func skill(
  _ name: String = "deploy-check", _ version: String = "1.0.0", status: String = "dev", body: String = "Check it.",
  requires: String? = nil, script: String = "#!/bin/sh\n", source: String? = nil
) throws -> SkillAddition {
  let needs = requires.map { "  requires: \"\($0)\"\n" } ?? ""
  let text = """
    ---
    name: \(name)
    description: Checks things. Use before a release.
    metadata:
      version: "\(version)"
      status: \(status)
    \(needs)---
    \(body)

    """
  let tree = SkillTree([
    SkillFile(path: "SKILL.md", content: Data(text.utf8)),
    SkillFile(path: "scripts/run it.sh", isExecutable: true, content: Data(script.utf8)),
  ])
  return try SkillAddition(SkillPackage(tree, form: .folder, folderName: name), source: source)
}

extension SkillStore {
  @discardableResult
  func add(_ skill: SkillAddition) async throws -> AddedSkill { try await add([skill], by: "ann", at: noon)[0].get() }

  func code(of skill: SkillAddition) async throws -> ErrorCode? {
    let result = try await add([skill], by: "ann", at: noon)[0]
    guard case .failure(let error) = result else { return nil }
    return error.code
  }
}

/// What every `SkillStore` does, wherever it keeps things.
@Suite struct SkillStoreContractTests {
  @Test(arguments: SkillStoreKind.allCases)
  func whatIsAddedIsThereByteForByte(kind: SkillStoreKind) async throws {
    let store = try await kind.make()
    let addition = try skill(source: "/s/deploy-check")
    #expect(try await store.add(addition).change == .added)
    let stored = try await store.skill("deploy-check", version: nil)
    #expect(stored.version == "1.0.0" && stored.status == .dev && stored.isLatest && stored.form == .folder)
    #expect(stored.digest == addition.package.digest.description && stored.source == "/s/deploy-check")
    #expect(try await store.tree(of: "deploy-check", version: "1.0.0") == addition.package.tree)
    #expect(try await store.manifest(of: "deploy-check", version: nil) == addition.manifest)
    #expect(try await store.add(addition).change == .unchanged)
    #expect(try await store.history(of: "deploy-check").map(\.to) == [.dev])
    #expect(await errorCode { _ = try await store.skill("other", version: nil) } == .notFound)
    #expect(await errorCode { _ = try await store.tree(of: "deploy-check", version: "9.0.0") } == .notFound)
  }

  @Test(arguments: SkillStoreKind.allCases)
  func onlyDevMayChange(kind: SkillStoreKind) async throws {
    let store = try await kind.make()
    try await store.add(skill(body: "first"))
    let second = try skill(body: "second")
    #expect(try await store.add(second).change == .updated)
    #expect(try await store.tree(of: "deploy-check", version: nil) == second.package.tree)
    _ = try await store.setStatus("deploy-check", version: nil, to: .testing, by: "ann", at: noon, reason: "done")
    #expect(try await store.code(of: skill(body: "third")) == .conflict)
    #expect(try await store.code(of: skill(body: "second", script: "rm -rf /\n")) == .conflict)
    #expect(try await store.tree(of: "deploy-check", version: nil) == second.package.tree)
    // The content that is there, whatever status it was given since.
    #expect(try await store.add(second).change == .unchanged)
    #expect(try await store.skill("deploy-check", version: nil).status == .testing)
  }

  @Test(arguments: SkillStoreKind.allCases)
  func aChangeOfTheStatusAloneIsAMove(kind: SkillStoreKind) async throws {
    let store = try await kind.make()
    try await store.add(skill(status: "testing"))
    #expect(try await store.code(of: skill(status: "stable")) == .conflict)
    #expect(try await store.add(skill(status: "approved")).change == .moved)
    let stored = try await store.skill("deploy-check", version: nil)
    #expect(try stored.status == .approved && stored.digest == skill(status: "approved").package.digest.description)
    let history = try await store.history(of: "deploy-check")
    #expect(history.map(\.from) == [nil, .testing] && history.map(\.to) == [.testing, .approved])
    #expect(history[0].digest != history[1].digest && history.allSatisfy { $0.by == "ann" && $0.date == noon })
  }

  @Test(arguments: SkillStoreKind.allCases)
  func everyMoveFollowsTheTable(kind: SkillStoreKind) async throws {
    for from in SkillStatus.allCases {
      for to in SkillStatus.allCases where from != to {
        let store = try await kind.make()
        try await store.add(skill(status: from.rawValue))
        let move = {
          try await store.setStatus("deploy-check", version: nil, to: to, by: "ann", at: noon, reason: "why")
        }
        if from.canMove(to: to) {
          #expect(try await move().status == to)
          #expect(try await store.history(of: "deploy-check").last?.reason == "why")
        } else {
          #expect(await errorCode { _ = try await move() } == .conflict, "\(from) \(to)")
          #expect(try await store.skill("deploy-check", version: nil).status == from)
        }
      }
    }
  }

  @Test(arguments: SkillStoreKind.allCases)
  func oldVersionsStayWhole(kind: SkillStoreKind) async throws {
    let store = try await kind.make()
    let first = try skill(status: "stable", body: "old")
    try await store.add(first)
    let second = try skill("deploy-check", "1.1.0", body: "new", script: "#!/bin/sh\necho new\n")
    try await store.add(second)
    #expect(try await store.versions(of: "deploy-check").map(\.version) == ["1.1.0", "1.0.0"])
    #expect(try await store.versions(of: "deploy-check").map(\.isLatest) == [true, false])
    #expect(try await store.tree(of: "deploy-check", version: "1.0.0") == first.package.tree)
    #expect(try await store.tree(of: "deploy-check", version: nil) == second.package.tree)
    // What is added again is the latest again.
    #expect(try await store.add(first).change == .unchanged)
    #expect(try await store.skill("deploy-check", version: nil).version == "1.0.0")
  }

  @Test(arguments: SkillStoreKind.allCases)
  func listsAreInPagesByName(kind: SkillStoreKind) async throws {
    let store = try await kind.make()
    for name in ["c", "a", "e", "b", "d"] { try await store.add(skill(name, status: name == "e" ? "stable" : "dev")) }
    var names: [String] = []
    var cursor: String?
    repeat {
      cursor = try await store.list([], PageRequest(maxResults: 2, after: cursor)) { names.append($0.name) }
    } while cursor != nil && names.count < 20
    #expect(names == ["a", "b", "c", "d", "e"])
    var stable: [String] = []
    _ = try await store.list([.stable, .approved], PageRequest(maxResults: nil)) { stable.append($0.name) }
    #expect(stable == ["e"])
  }

  @Test(arguments: SkillStoreKind.allCases)
  func whatIsRestoredIsTheSame(kind: SkillStoreKind) async throws {
    let (first, second) = (try await kind.make(), try await kind.make())
    // All in the same second.
    for version in ["1.0.0", "1.2.0", "1.1.0"] { try await first.add(skill("deploy-check", version, body: version)) }
    _ = try await first.setStatus("deploy-check", version: "1.2.0", to: .testing, by: "bea", at: noon, reason: "why")
    let record = try #require(try await first.record(of: "deploy-check"))
    try await second.restore(record)
    #expect(try await second.record(of: "deploy-check") == record)
    let versions = try await first.versions(of: "deploy-check")
    #expect(try await second.versions(of: "deploy-check") == versions)
    #expect(try await second.record(of: "deploy-check")?.checksum == record.checksum)
    #expect(await errorCode { try await second.restore(record) } == .conflict)
    #expect(try await second.record(of: "other") == nil)
    // A change of anything is another checksum.
    _ = try await second.setStatus("deploy-check", version: "1.1.0", to: .testing, by: "bea", at: noon, reason: "x")
    #expect(try await second.record(of: "deploy-check")?.checksum != record.checksum)
  }

  /// One that cannot be stored leaves the others alone.
  @Test(arguments: SkillStoreKind.allCases)
  func othersOfTheSameCallAreStored(kind: SkillStoreKind) async throws {
    let store = try await kind.make()
    try await store.add(skill(status: "stable"))
    let results = try await store.add([skill(status: "stable", body: "other"), skill("second")], by: "ann", at: noon)
    #expect(throws: IpaiError.self) { try results[0].get() }
    #expect(try results[1].get().change == .added)
    #expect(try await store.names() == ["deploy-check", "second"])
  }
}
