package import IpaiAccess
import IpaiCore
package import IpaiPostgres

/// `store status`: what the PostgreSQL database is, and how far its schema is.
package enum StoreStatusAction: Action {
  /// Asks for everything.
  package struct Request: ActionRequest {
    package init() {}
  }

  /// What was found.
  package struct Outcome: Codable, Sendable, Equatable {
    /// A migration, and how far it is: applied, pending, waiting for pgvector, or unknown to this ipai.
    package struct Migration: Codable, Sendable, Equatable {
      package var name: String
      package var state: PostgresInspection.State
    }

    /// A role that is given to users, and whether it is there.
    package struct Role: Codable, Sendable, Equatable {
      package var name: String
      package var exists: Bool
    }

    /// The address, without its password.
    package var store: String
    /// The version of the server.
    package var server: String
    /// The name of the database.
    package var database: String
    /// The user at work.
    package var user: String
    /// Whether row-level security shows the user nothing of what is kept.
    package var hidden: Bool
    /// Whether the connection is encrypted.
    package var encrypted: Bool
    /// How long an answer takes, in milliseconds.
    package var latencyMs: Double
    /// Whether the server is a standby, or recovering.
    package var inRecovery: Bool
    /// Whether nothing can be written.
    package var readOnly: Bool
    /// The version of pgvector in this database; nil when it is not there.
    package var pgvector: String?
    /// The version of pgvector that the server has; nil when it has none.
    package var pgvectorAvailable: String?
    /// In the order in which they are applied.
    package var migrations: [Migration]
    package var roles: [Role]

    enum CodingKeys: String, CodingKey {
      case store, server, database, user, hidden, encrypted, pgvector, migrations, roles
      case latencyMs = "latency_ms"
      case inRecovery = "in_recovery"
      case readOnly = "read_only"
      case pgvectorAvailable = "pgvector_available"
    }

    init(_ inspection: PostgresInspection, store: String, latency: Double) {
      self.store = store
      server = inspection.server.text
      database = inspection.database
      user = inspection.user
      hidden = inspection.isHidden
      encrypted = inspection.isEncrypted
      latencyMs = latency
      inRecovery = inspection.isInRecovery
      readOnly = inspection.isReadOnly
      pgvector = inspection.vectors.version
      pgvectorAvailable = inspection.vectors.available
      migrations = inspection.migrations.map { Migration(name: $0.name, state: $0.state) }
      roles = inspection.roles.map { Role(name: $0.name, exists: $0.exists) }
    }
  }

  package static let name = ActionName("store", "status")
  package static let effect = Effect.read
  package static let scope = AccessScope.admin
  package static let route = Route(.get, "/store")
  package static let summary = "Say what the shared PostgreSQL database is, and how far its schema is."
  package static let fields: [Field<Request>] = []
  package static var example: Request { Request() }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    let store = try services.store()
    return try await store.withConnection { connection in
      let inspection = try await PostgresInspection(connection)
      // What is there was not read, so that nothing can be said of it.
      if inspection.isForeign, let owner = inspection.owner { throw inspection.notOwned(by: owner) }
      return Outcome(inspection, store: store.place, latency: try await connection.latency())
    }
  }
}
