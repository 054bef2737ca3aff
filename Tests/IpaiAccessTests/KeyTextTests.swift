import GRDB
import IpaiCore
import IpaiDatabase
import Testing

@testable import IpaiAccess

@Suite struct KeyTextTests {
  /// No byte of a secret is in the database, and no text of a key but the one that is asked for shows it.
  @Test func theSecretIsNotStored() throws {
    let database = try DatabaseFile.inMemory()
    let made = try SQLiteKeyStore(database).create("ci", .read, expires: nil, at: Timestamp(seconds: 1))
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

  @Test func scopesIncludeThoseBefore() {
    let included: [AccessScope: Set<AccessScope>] = [
      .read: [.read], .write: [.read, .write], .advisor: [.read, .advisor], .admin: Set(AccessScope.allCases),
    ]
    for scope in AccessScope.allCases {
      #expect(Set(AccessScope.allCases.filter(scope.includes)) == included[scope], "\(scope)")
    }
  }
}
