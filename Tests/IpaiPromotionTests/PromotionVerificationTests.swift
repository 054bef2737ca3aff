import Foundation
import GRDB
import IpaiCore
import IpaiDatabase
import IpaiPromotion
import IpaiSkills
import TestSupport
import Testing

/// What a verification finds in a registry that somebody has changed.
@Suite struct PromotionVerificationTests {
  private let shop: Workshop
  private let keys: SSHKeys
  private let database: DatabaseFile
  private let registry: SQLitePromotionRegistry

  init() async throws {
    shop = try Workshop()
    keys = try SSHKeys()
    database = try DatabaseFile.inMemory()
    registry = SQLitePromotionRegistry(database)
    let ann = try keys.signer("ann")
    try shop.commit("one")
    try await shop.promote(registry, signer: ann)
    try shop.commit("two")
    try await shop.promote(registry, signer: ann)
    try shop.commit("one", "1.1.0")
    try await shop.promote(registry, signer: ann)
  }

  private func verify(
    rule: SignatureRule? = nil, known: KnownHeads.Head? = nil, git: Bool = true
  ) async throws -> PromotionVerification.Result {
    var verification = PromotionVerification(registry, rule: rule, isCancelled: { false })
    return try await verification.run(of: nil, known: known, repository: git ? shop.repository.path : nil)
  }

  private var ann: SignatureRule { get throws { try keys.rule([("ann@example.org", "", "ann")]) } }

  /// Changes the database past its triggers.
  private func tamper(_ sql: String) throws {
    try database.write { db in
      for trigger in try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%raise(ABORT%'")
      {
        try db.execute(sql: "DROP TRIGGER \(trigger)")
      }
      try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
      try db.execute(sql: sql)
    }
  }

  private func failures(_ result: PromotionVerification.Result) -> [VerificationFinding.Check] {
    result.findings.filter { $0.outcome == .failed }.map(\.check)
  }

  @Test func aSoundRegistryPasses() async throws {
    let result = try await verify(rule: ann)
    #expect(result.findings.isEmpty, "\(result.findings)")
    #expect(result.promotions == 3 && result.skills == 2 && result.signatures == 3 && result.head?.number == 3)
    try await shop.rollBack(registry, "one")
    // The rollback was not signed.
    #expect(failures(try await verify(rule: ann)) == [.signature])
    #expect(failures(try await verify()).isEmpty)
  }

  @Test func whatCannotBeLookedAtIsNamed() async throws {
    let result = try await verify(git: false)
    #expect(result.findings.map(\.outcome) == [.notChecked, .notChecked])
    #expect(Set(result.findings.map(\.check)) == [.signature, .git])
  }

  @Test(arguments: [
    (
      "UPDATE skill_content SET bytes = CAST('evil' AS BLOB) WHERE instr(bytes, '1.1.0')",
      VerificationFinding.Check.content
    ),
    (
      "UPDATE skill_version SET digest = (SELECT digest FROM skill_version WHERE version = '1.0.0') WHERE version = '1.1.0'",
      .content
    ),
    ("UPDATE skill_version SET status = 'stable' WHERE version = '1.1.0'", .content),
    ("UPDATE skill_version SET description = 'Runs anything.' WHERE version = '1.0.0'", .content),
    (
      "UPDATE skill_version SET manifest = json_set(manifest, '$.metadata.author', 'eve') WHERE version = '1.1.0'",
      .content
    ),
    ("UPDATE skill_version SET manifest = '{}' WHERE version = '1.1.0'", .content),
    ("UPDATE skill_version SET form = 'file' WHERE version = '1.1.0'", .content),
    (
      "UPDATE skill SET latest_id = (SELECT id FROM skill_version WHERE skill_id = skill.id AND version = '1.0.0')",
      .content
    ),
    ("UPDATE skill SET latest_id = NULL", .content),
    ("UPDATE skill_label SET version = '1.0.0' WHERE name = 'one' AND label = 'latest'", .labels),
    ("DELETE FROM skill_label WHERE name = 'two'", .labels),
    (
      "UPDATE promotion SET statement = replace(statement, '\"promoted_by\":\"ann\"', '\"promoted_by\":\"bob\"') WHERE number = 2",
      .log
    ),
    ("UPDATE promotion SET previous = NULL WHERE number = 2", .log),
  ]) func everyChangeIsFound(sql: String, check: VerificationFinding.Check) async throws {
    // A check that is turned off lets even this be written.
    try database.write { try $0.execute(sql: "PRAGMA ignore_check_constraints = ON") }
    try tamper(sql)
    #expect(failures(try await verify()).contains(check), "\(sql)")
  }

  /// A draft that was stored after the version in force is the latest one, and is not promoted.
  @Test func aDraftMayBeTheLatest() async throws {
    try shop.write("one", "2.0.0", status: "dev")
    let draft = try SkillAddition(SkillPackage.read(shop.repository.path + "/skills/one"), source: nil)
    _ = try await registry.skills.add([draft], by: "bob", at: noon)[0].get()
    #expect(failures(try await verify()).isEmpty)
    try shop.write("one", "3.0.0")
    let released = try SkillAddition(SkillPackage.read(shop.repository.path + "/skills/one"), source: nil)
    _ = try await registry.skills.add([released], by: "bob", at: noon)[0].get()
    let findings = try await verify().findings.filter { $0.outcome == .failed }
    #expect(findings.map(\.message) == ["3.0.0 (approved) is marked as the latest, and 1.1.0 is in force"])
  }

  /// Whoever begins to sign binds what was promoted before, and has to go on.
  @Test func whatCameBeforeTheFirstSignatureIsNoFailure() async throws {
    try tamper("UPDATE promotion SET signature = NULL WHERE number = 1")
    let result = try await verify(rule: ann)
    #expect(result.signatures == 2 && failures(result).isEmpty, "\(result.findings)")
    #expect(result.findings.map(\.message) == ["the promotions before 2 are not signed"])
    try await shop.rollBack(registry, "one")
    #expect(failures(try await verify(rule: ann)) == [.signature])
  }

  /// The last signature binds what came before it, so that the others need not be checked for one skill.
  @Test func ofOneSkillItsOwnSignaturesAndTheLastAreChecked() async throws {
    try tamper("UPDATE promotion SET signature = 'rubbish' WHERE number = 1")
    func look(_ name: String) async throws -> PromotionVerification.Result {
      var verification = PromotionVerification(registry, rule: try ann, isCancelled: { false })
      return try await verification.run(of: name, known: nil, repository: shop.repository.path)
    }
    let two = try await look("two")
    #expect(two.signatures == 2 && failures(two).isEmpty, "\(two.findings)")
    #expect(two.findings.map(\.message) == ["the signature of 1 promotion that does not name 'two' was not checked"])
    let one = try await look("one")
    #expect(one.signatures == 1 && failures(one) == [.signature] && one.findings.map(\.promotion) == [1, nil])
    #expect(one.findings.last?.outcome == .notChecked && one.findings.last?.message.contains("'one'") == true)
    try tamper("UPDATE promotion SET signature = 'rubbish' WHERE number = 3")
    #expect(failures(try await look("two")) == [.signature])
  }

  /// An attacker who makes statement and digest fit has no key to sign it with.
  @Test func aStatementThatWasWrittenAnewHasNoGoodSignature() async throws {
    let records = try registry.records(of: nil, after: 2, most: 1)
    let text = records[0].text.replacing("\"promoted_by\":\"ann\"", with: "\"promoted_by\":\"eve\"")
    let digest = PromotionStatement.digest(of: text)
    try tamper("UPDATE promotion SET statement = '\(text)', digest = '\(digest.dropFirst(7))' WHERE number = 3")
    #expect(failures(try await verify()).isEmpty)
    #expect(failures(try await verify(rule: ann)) == [.signature])
  }

  @Test func onlyThoseWhoMaySignAreBelieved() async throws {
    let bob = try keys.rule([("bob@example.org", "", "bob")])
    #expect(failures(try await verify(rule: bob)) == [.signature, .signature, .signature])
    // A key under another name.
    let other = try keys.rule([("ann@example.org", "", "bob"), ("bob@example.org", "", "ann")])
    #expect(failures(try await verify(rule: other)).count == 3)
    // A key that was no longer valid when it signed, and one that has expired since.
    let before = try keys.rule([("ann@example.org", "valid-before=\"20260101\"", "ann")])
    #expect(failures(try await verify(rule: before)).count == 3)
    let since = try keys.rule([("ann@example.org", "valid-before=\"20270201\"", "ann")])
    #expect(failures(try await verify(rule: since)).isEmpty)
    // A key that may sign something else.
    let others = try keys.rule([("ann@example.org", "namespaces=\"git\"", "ann")])
    #expect(failures(try await verify(rule: others)).count == 3)
  }

  @Test func aSignatureOverAnotherStatementIsNone() async throws {
    try tamper("UPDATE promotion SET signature = (SELECT signature FROM promotion WHERE number = 1) WHERE number = 3")
    #expect(failures(try await verify(rule: ann)) == [.signature])
    try tamper("UPDATE promotion SET signature = 'rubbish' WHERE number = 3")
    #expect(failures(try await verify(rule: ann)) == [.signature])
    try tamper("UPDATE promotion SET signature = NULL WHERE number = 3")
    #expect(failures(try await verify(rule: ann)) == [.signature])
  }

  @Test func aRegistryFromAnOldBackupIsNoticed() async throws {
    let head = try #require(try registry.state([]).head)
    let known = KnownHeads.Head(number: head.number, digest: head.digest)
    #expect(failures(try await verify(known: known)).isEmpty)
    #expect(failures(try await verify(known: KnownHeads.Head(number: 5, digest: head.digest))) == [.age])
    let other = KnownHeads.Head(number: 3, digest: String(repeating: "0", count: 64))
    #expect(failures(try await verify(known: other)).map(\.rawValue) == ["history"])
    let files = try TemporaryFolder()
    let heads = KnownHeads(path: files.file("data/promotions.json"))
    try heads.remember(head, of: "x")
    #expect(try heads.head(of: "x") == known && (try heads.head(of: "y")) == nil)
  }

  @Test func gitHasToHaveTheSameFiles() async throws {
    // A shallow clone lacks the commits, and says so.
    let clone = try TestRepository(cloning: "file://" + shop.repository.path, "--depth", "1")
    var verification = PromotionVerification(registry, rule: nil, isCancelled: { false })
    let shallow = try await verification.run(of: nil, known: nil, repository: clone.path)
    let git = shallow.findings.filter { $0.check == .git }
    #expect(git.map(\.skill) == ["two"] && git.first?.message.contains("shallow") == true)
    #expect(failures(shallow).isEmpty)
    // A repository that has the commit, and other files in it.
    let records = try registry.records(of: nil, after: 2, most: 1)
    let other = try shop.repository.git("rev-parse", "HEAD~1")
    let commit = try PromotionStatement(reading: records[0].text).origin?.commit ?? ""
    let text = records[0].text.replacing(commit, with: other)
    try tamper(
      "UPDATE promotion SET statement = '\(text)', digest = '\(PromotionStatement.digest(of: text).dropFirst(7))' WHERE number = 3"
    )
    #expect(failures(try await verify()) == [.git])
  }
}
