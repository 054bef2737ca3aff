import IpaiDatabase
import IpaiPostgres
import StoreTestSupport
import TestSupport
import Testing

@testable import IpaiAdvisor

/// The stores that the contract suites run on.
enum StoreKind: String, CaseIterable, CustomTestStringConvertible {
  case sqlite
  case postgres

  var testDescription: String { rawValue }

  /// An empty store.
  func store() async throws -> any AdvisorStore {
    switch self {
    case .sqlite: SQLiteAdvisorStore(try DatabaseFile.inMemory())
    case .postgres: PostgresAdvisorStore(try await PostgresFixture.migrated().pool())
    }
  }

  /// Two stores of the same database, each with connections of its own, as two processes have them.
  func twoStores(_ folder: TemporaryFolder) async throws -> [any AdvisorStore] {
    switch self {
    case .sqlite:
      let path = folder.file("ipai.db")
      return try (0..<2).map { _ in SQLiteAdvisorStore(try DatabaseFile.forWriting(path)) }
    case .postgres:
      let fixture = try await PostgresFixture.migrated()
      return try (0..<2).map { _ in PostgresAdvisorStore(try fixture.pool()) }
    }
  }
}
