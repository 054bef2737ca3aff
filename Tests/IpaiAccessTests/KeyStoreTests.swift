import GRDB
import IpaiCore
import IpaiDatabase
import TestSupport
import Testing

@testable import IpaiAccess

@Suite struct KeyStoreTests {
  private let database: DatabaseFile
  private let keys: KeyStore
  private let now = Timestamp(seconds: 1_800_000_000)

  init() throws {
    database = try DatabaseFile.inMemory()
    keys = KeyStore(database)
  }

  private func later(_ seconds: Int64) -> Timestamp { Timestamp(seconds: now.seconds + seconds) }

  @Test func aKeyIsAcceptedByItsTextAlone() throws {
    let made = try keys.create("ci", .write, expires: nil, at: now)
    let text = try #require(KeyText(made.text.revealed))
    #expect(try keys.key(for: text, at: now) == made.key)
    #expect(made.key.scope == .write && made.key.used == nil)
    var digits = Array(made.text.revealed.utf8)
    digits[digits.count - 1] = digits[digits.count - 1] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
    let altered = try #require(KeyText(String(decoding: digits, as: UTF8.self)))
    #expect(try keys.key(for: altered, at: now) == nil)
    #expect(try keys.key(for: KeyText(id: made.key.id), at: now) == nil)
    #expect(try keys.key(for: KeyText(), at: now) == nil)
  }

  /// No byte of a secret is in the database, and no text of a key but the one that is asked for shows it.
  @Test func theSecretIsNotStored() throws {
    let made = try keys.create("ci", .read, expires: nil, at: now)
    let secret = String(made.text.revealed.suffix(64))
    let stored = try database.read { db in
      try Row.fetchAll(db, sql: "SELECT *, hex(salt), hex(hash) FROM access_key").map { "\($0)" }.joined().lowercased()
    }
    #expect(stored.contains("ci") && !stored.contains(secret))
    #expect(!"\(made)".contains(secret))
  }

  @Test(arguments: [
    "", "ipai", "ipai__", "dev-only-insecure-key", "ipai_0123456789abcdef_",
    "ipai_0123456789ABCDEF_\(String(repeating: "a", count: 64))",
    "ipai_0123456789abcdef_\(String(repeating: "a", count: 63))",
    "ipai_0123456789abcdef_\(String(repeating: "a", count: 64))_",
    "xpai_0123456789abcdef_\(String(repeating: "a", count: 64))",
    "ipai_0123456789abcdef_\(String(repeating: "٣", count: 64))",
  ])
  func otherTextsAreNoKeys(text: String) { #expect(KeyText(text) == nil) }

  @Test func aKeyExpires() throws {
    let made = try keys.create("ci", .read, expires: later(10), at: now)
    #expect(try keys.key(for: made.text, at: later(9)) != nil)
    #expect(try keys.key(for: made.text, at: later(10)) == nil)
    #expect(try keys.hasValidKey(at: later(9)))
    #expect(try !keys.hasValidKey(at: later(10)))
  }

  @Test func aRevokedKeyIsNotAcceptedAndItsNameIsFree() throws {
    let made = try keys.create("ci", .read, expires: nil, at: now)
    #expect(try keys.revoke("ci", at: later(1)).revoked == later(1))
    #expect(try keys.key(for: made.text, at: later(1)) == nil)
    #expect(try keys.revoke(made.key.id, at: later(5)).revoked == later(1))
    let again = try keys.create("ci", .admin, expires: nil, at: later(2))
    #expect(try keys.list(includesRevoked: false) == [again.key])
    #expect(try keys.list(includesRevoked: true).map(\.id) == [made.key.id, again.key.id])
    #expect(#expect(throws: IpaiError.self) { try keys.rotate(made.key.id, overlap: nil, at: now) }?.code == .conflict)
  }

  @Test func aNameIsGivenOnce() throws {
    _ = try keys.create("ci", .read, expires: nil, at: now)
    let error = #expect(throws: IpaiError.self) { try keys.create("ci", .read, expires: nil, at: now) }
    #expect(error?.code == .conflict)
    #expect(#expect(throws: IpaiError.self) { try keys.revoke("c", at: now) }?.code == .notFound)
  }

  @Test func aRotatedKeyAcceptsTheOldSecretForAsLongAsIsSaid() throws {
    let old = try keys.create("ci", .write, expires: nil, at: now)
    let new = try keys.rotate("ci", overlap: later(60), at: now)
    #expect(new.key == old.key && new.text.revealed != old.text.revealed)
    #expect(try keys.key(for: old.text, at: later(59)) != nil)
    #expect(try keys.key(for: old.text, at: later(60)) == nil)
    #expect(try keys.key(for: new.text, at: later(600)) != nil)
    let third = try keys.rotate(old.key.id, overlap: nil, at: later(1))
    #expect(try keys.key(for: new.text, at: later(1)) == nil)
    #expect(try keys.key(for: old.text, at: later(1)) == nil)
    _ = try keys.rotate("ci", overlap: later(100), at: later(2))
    _ = try keys.revoke("ci", at: later(3))
    #expect(try keys.key(for: third.text, at: later(3)) == nil)
  }

  @Test func useIsNotedByTheMinute() throws {
    let made = try keys.create("ci", .read, expires: nil, at: now)
    func used() throws -> Timestamp? { try keys.list(includesRevoked: false).first?.used }
    try keys.noteUse(of: made.key, at: now)
    #expect(try used() == now)
    let known = try #require(try keys.key(for: made.text, at: now))
    try keys.noteUse(of: known, at: later(59))
    #expect(try used() == now)
    try keys.noteUse(of: known, at: later(60))
    #expect(try used() == later(60))
    // The clock of a machine may be set back.
    try keys.noteUse(of: made.key, at: later(-600))
    #expect(try used() == later(60))
  }

  @Test func scopesIncludeThoseBefore() {
    #expect(AccessScope.read < .write && AccessScope.write < .admin && !(AccessScope.read < .read))
  }
}
