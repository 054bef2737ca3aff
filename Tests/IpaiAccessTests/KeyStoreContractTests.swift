import DomainTestSupport
import IpaiCore
import StoreTestSupport
import Testing

@testable import IpaiAccess

/// What every `KeyStore` does, wherever it keeps keys.
@Suite struct KeyStoreContractTests {
  private let now = Timestamp(seconds: 1_800_000_000)

  private func later(_ seconds: Int64) -> Timestamp { Timestamp(seconds: now.seconds + seconds) }

  @Test(arguments: StoreKind.allCases)
  func aKeyIsAcceptedByItsTextAlone(kind: StoreKind) async throws {
    let keys = try await kind.keys()
    let made = try await keys.create("ci", .write, expires: nil, at: now)
    let text = try #require(KeyText(made.text.revealed))
    #expect(try await keys.key(for: text, at: now) == made.key)
    #expect(made.key.scope == .write && made.key.used == nil)
    var digits = Array(made.text.revealed.utf8)
    digits[digits.count - 1] = digits[digits.count - 1] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
    let altered = try #require(KeyText(String(decoding: digits, as: UTF8.self)))
    #expect(try await keys.key(for: altered, at: now) == nil)
    #expect(try await keys.key(for: KeyText(id: made.key.id), at: now) == nil)
    #expect(try await keys.key(for: KeyText(), at: now) == nil)
  }

  @Test(arguments: StoreKind.allCases)
  func aKeyExpires(kind: StoreKind) async throws {
    let keys = try await kind.keys()
    let made = try await keys.create("ci", .read, expires: later(10), at: now)
    #expect(try await keys.key(for: made.text, at: later(9)) != nil)
    #expect(try await keys.key(for: made.text, at: later(10)) == nil)
    #expect(try await keys.hasValidKey(at: later(9)))
    #expect(try await !keys.hasValidKey(at: later(10)))
  }

  @Test(arguments: StoreKind.allCases)
  func aRevokedKeyIsNotAcceptedAndItsNameIsFree(kind: StoreKind) async throws {
    let keys = try await kind.keys()
    let made = try await keys.create("ci", .read, expires: nil, at: now)
    #expect(try await keys.revoke("ci", at: later(1)).revoked == later(1))
    #expect(try await keys.key(for: made.text, at: later(1)) == nil)
    #expect(try await keys.revoke(made.key.id, at: later(5)).revoked == later(1))
    let again = try await keys.create("ci", .admin, expires: nil, at: later(2))
    #expect(try await keys.list(includesRevoked: false) == [again.key])
    #expect(try await keys.list(includesRevoked: true).map(\.id) == [made.key.id, again.key.id])
    #expect(await errorCode { _ = try await keys.rotate(made.key.id, overlap: nil, at: now) } == .conflict)
  }

  @Test(arguments: StoreKind.allCases)
  func aNameIsGivenOnce(kind: StoreKind) async throws {
    let keys = try await kind.keys()
    _ = try await keys.create("ci", .read, expires: nil, at: now)
    #expect(await errorCode { _ = try await keys.create("ci", .read, expires: nil, at: now) } == .conflict)
    #expect(await errorCode { _ = try await keys.revoke("c", at: now) } == .notFound)
  }

  @Test(arguments: StoreKind.allCases)
  func aRotatedKeyAcceptsTheOldSecretForAsLongAsIsSaid(kind: StoreKind) async throws {
    let keys = try await kind.keys()
    let old = try await keys.create("ci", .write, expires: nil, at: now)
    let new = try await keys.rotate("ci", overlap: later(60), at: now)
    #expect(new.key == old.key && new.text.revealed != old.text.revealed)
    #expect(try await keys.key(for: old.text, at: later(59)) != nil)
    #expect(try await keys.key(for: old.text, at: later(60)) == nil)
    #expect(try await keys.key(for: new.text, at: later(600)) != nil)
    let third = try await keys.rotate(old.key.id, overlap: nil, at: later(1))
    #expect(try await keys.key(for: new.text, at: later(1)) == nil)
    #expect(try await keys.key(for: old.text, at: later(1)) == nil)
    _ = try await keys.rotate("ci", overlap: later(100), at: later(2))
    _ = try await keys.revoke("ci", at: later(3))
    #expect(try await keys.key(for: third.text, at: later(3)) == nil)
  }

  @Test(arguments: StoreKind.allCases)
  func useIsNotedByTheMinute(kind: StoreKind) async throws {
    let keys = try await kind.keys()
    let made = try await keys.create("ci", .read, expires: nil, at: now)
    func used() async throws -> Timestamp? { try await keys.list(includesRevoked: false).first?.used }
    try await keys.noteUse(of: made.key, at: now)
    #expect(try await used() == now)
    let known = try #require(try await keys.key(for: made.text, at: now))
    try await keys.noteUse(of: known, at: later(59))
    #expect(try await used() == now)
    try await keys.noteUse(of: known, at: later(60))
    #expect(try await used() == later(60))
    // The clock of a machine may be set back.
    try await keys.noteUse(of: made.key, at: later(-600))
    #expect(try await used() == later(60))
  }

  /// Of many who ask at the same time for the same name, one gets it.
  @Test(arguments: StoreKind.allCases)
  func ofManyAtOnceOneGetsTheName(kind: StoreKind) async throws {
    let keys = try await kind.keys()
    let made = Count()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<12 {
        group.addTask {
          if (try? await keys.create("ci", .read, expires: nil, at: Timestamp(seconds: 1))) != nil { made.increase() }
        }
      }
    }
    #expect(made.value == 1)
  }
}
