package import IpaiAccess
import IpaiCore
import IpaiPostgres

/// `store migrate`: brings the schema of the PostgreSQL database up to what ipai needs.
package enum StoreMigrateAction: Action {
  /// Whether it is done, or shown.
  package struct Request: ActionRequest {
    package var sql = false

    package init() {}
  }

  /// What was done, or would be.
  package struct Outcome: Codable, Sendable, Equatable {
    /// The migrations that were applied, or would be, in their order.
    package var applied: [String]
    /// Those that wait for pgvector.
    package var waiting: [String]
    /// Why they wait; nil when none does.
    package var waitingReason: String?
    /// What somebody has to do about it.
    package var waitingRemedy: String?
    /// The statements that would run; nil when they have run.
    package var statements: String?

    enum CodingKeys: String, CodingKey {
      case applied, waiting, statements
      case waitingReason = "waiting_reason"
      case waitingRemedy = "waiting_remedy"
    }
  }

  package static let name = ActionName("store", "migrate")
  package static let effect = Effect.idempotent
  package static let scope = AccessScope.admin
  package static let route = Route(.post, "/store/migrate")
  package static let summary = "Bring the schema of the shared PostgreSQL database up to what ipai needs."
  package static let fields: [Field<Request>] = [
    .flag("sql", \.sql, "Change nothing, and print the statements that would run.")
  ]
  package static var example: Request { Request() }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    if request.sql { return try await printed(in: services) }
    return try await services.store().withConnection { connection in
      let done = try await PostgresMigrator.migrate(connection)
      return Outcome(
        applied: done.applied, waiting: done.waiting, waitingReason: done.lack?.problem,
        waitingRemedy: done.lack?.remedy)
    }
  }

  private static func printed(in services: Services) async throws -> Outcome {
    // Without a database, those for a new one.
    guard try services.configuration.storeAddress() != nil else {
      return Outcome(applied: PostgresMigrator.names, waiting: [], statements: try PostgresMigrator.sql(for: nil))
    }
    return try await services.store().withConnection { connection in
      let inspection = try await PostgresInspection(connection)
      let names = PostgresMigrator.names(for: inspection)
      let lack = names.waiting.isEmpty ? nil : inspection.lackOfVectors
      return Outcome(
        applied: names.applied, waiting: names.waiting, waitingReason: lack?.problem, waitingRemedy: lack?.remedy,
        statements: try PostgresMigrator.sql(for: inspection))
    }
  }
}
