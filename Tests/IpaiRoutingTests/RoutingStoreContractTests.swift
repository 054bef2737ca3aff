import Foundation
import IpaiCore
import IpaiDatabase
import IpaiPostgres
import StoreTestSupport
import Testing

@testable import IpaiRouting

/// What coordinators keep, wherever they keep it.
@Suite struct RoutingStoreContractTests {
  private func caches() async throws -> [any RoutingCache] {
    [
      SQLiteRoutingCache(try DatabaseFile.inMemory()),
      PostgresRoutingCache(try await PostgresFixture.migrated().pool()),
    ]
  }

  @Test func anAnswerIsGivenUntilItExpires() async throws {
    let key = Data(repeating: 7, count: 32)
    for cache in try await caches() {
      #expect(try await cache.answer(key, now: 1_000) == nil)
      try await cache.keep(Data([0, 1, 255]), key, of: "odoo", expires: 5_123, now: 1_000)
      let kept = try #require(try await cache.answer(key, now: 5_122))
      #expect(kept.answer == Data([0, 1, 255]) && kept.expires == 5_123)
      #expect(try await cache.answer(key, now: 5_123) == nil)
      try await cache.keep(Data([2]), key, of: "odoo", expires: 9_000, now: 1_001)
      #expect(try await cache.answer(key, now: 5_123)?.answer == Data([2]))
      // Others that have expired are dropped, this one is not.
      try await cache.keep(Data([3]), Data(repeating: 8, count: 32), of: "odoo", expires: 9_500, now: 8_000)
      #expect(try await cache.answer(key, now: 8_000) != nil)
    }
  }

  @Test func approvalsAreKeptUntilTheyAreForgotten() async throws {
    let stores: [any ToolPinStore] = [
      SQLiteToolPinStore(try DatabaseFile.inMemory()),
      PostgresToolPinStore(try await PostgresFixture.migrated().pool()),
    ]
    let now = Timestamp(seconds: 1_800_000_000)
    for store in stores {
      let tools = ["a", "b"].map { ToolDefinition(server: "odoo", tool: $0, text: "{\"☃\": \"'\($0)\\\\\"}") }
      try await store.approve(tools, at: now)
      try await store.approve([ToolDefinition(server: "odoo", tool: "a", text: "new")], at: now)
      let pins = try await store.all()
      #expect(pins.pin("odoo", "a")?.definition.text == "new" && pins.pin("odoo", "b")?.definition == tools[1])
      try await store.forget(["a"], of: "odoo")
      #expect(try await store.all().pins(of: "odoo").map(\.definition.tool) == ["b"])
    }
  }
}
