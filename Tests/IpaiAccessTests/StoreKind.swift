import IpaiDatabase
import IpaiPostgres
import StoreTestSupport
import Testing

@testable import IpaiAccess

/// The stores that the contract suites run on.
enum StoreKind: String, CaseIterable, CustomTestStringConvertible {
  case sqlite
  case postgres

  var testDescription: String { rawValue }

  /// An empty store of keys.
  func keys() async throws -> any KeyStore {
    switch self {
    case .sqlite: SQLiteKeyStore(try DatabaseFile.inMemory())
    case .postgres: PostgresKeyStore(try await PostgresFixture.migrated().pool())
    }
  }

  /// An empty store of answers.
  func answers() async throws -> any AnsweredRequests {
    switch self {
    case .sqlite: SQLiteAnsweredRequests(try DatabaseFile.inMemory())
    case .postgres: PostgresAnsweredRequests(try await PostgresFixture.migrated().pool())
    }
  }
}
