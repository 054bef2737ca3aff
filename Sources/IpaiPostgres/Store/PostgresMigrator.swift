import IpaiCore
import Schema

/// Brings the schema of a database up to what this ipai needs.
///
/// Everything happens in one transaction, in which a lock keeps others from doing the same, so that several servers may start at once.
package enum PostgresMigrator {
  /// What was done.
  package struct Outcome: Sendable, Equatable {
    /// The migrations that were applied, in their order.
    package let applied: [String]
    /// Those that wait for pgvector: the server has none that is new enough, or does not let this user make it.
    package let waiting: [String]
    /// What they wait for; nil when none does.
    package let lack: VectorExtension.Lack?

    package init(applied: [String], waiting: [String], lack: VectorExtension.Lack? = nil) {
      self.applied = applied
      self.waiting = waiting
      self.lack = lack
    }
  }

  /// All migrations, in their order.
  package static let names = Schema.postgres.map(\.name)

  /// How long a statement may take: a migration may build an index over everything, or wait for somebody else's.
  private static let limit = Duration.seconds(6 * 3_600)

  /// The number of the lock that migrations take: "ipai" in ASCII.
  private static let lock = 0x6970_6169

  /// Applies what is pending, and gives the roles their rights. Throws `IpaiError`: `.conflict` when a newer ipai made the schema,
  /// `.unavailable` when nothing can be written, `.denied` when the user may not do it.
  package static func migrate(_ connection: PostgresConnection) async throws -> Outcome {
    let before = try await PostgresInspection(connection)
    try check(before)
    do {
      return try await connection.allowing(limit) { connection in
        try await connection.transaction { try await apply($0) }
      }
    } catch let error as IpaiError where before.owner == nil && (error.cause as? PostgresFailure)?.state == "42501" {
      throw IpaiError(
        .denied, "\(before.user) may not make a schema in the database \(before.database)",
        hint: "as its owner: GRANT CREATE ON DATABASE \(before.quotedDatabase) TO \(before.quotedUser)",
        cause: error.cause)
    }
  }

  /// Does the work within a transaction.
  private static func apply(_ connection: PostgresConnection) async throws -> Outcome {
    try await connection.run(script: preparation)
    // Another one may have been at work before the lock was ours.
    let now = try await PostgresInspection(connection)
    try check(now)
    let needing = PostgresInspection.needingVectors
    var names = now.attempted
    if !needing.isDisjoint(with: names), try await !makeExtension(connection) {
      names.removeAll { needing.contains($0) }
    }
    try await connection.run(script: script(names))
    let left = now.migrations.filter { $0.state != .applied && !names.contains($0.name) }.map(\.name)
    return Outcome(applied: names, waiting: left, lack: left.isEmpty ? nil : now.lackOfVectors)
  }

  /// Makes pgvector. Returns false when this user may not.
  private static func makeExtension(_ connection: PostgresConnection) async throws -> Bool {
    try await connection.run(script: "SAVEPOINT extension")
    do {
      try await connection.run(script: Schema.postgresExtension)
      return true
    } catch let error as IpaiError where (error.cause as? PostgresFailure)?.state == "42501" {
      try await connection.run(script: "ROLLBACK TO SAVEPOINT extension")
      return false
    }
  }

  /// The statements that would run, for those who may not run them themselves. `inspection`: of the database; nil for one that is new,
  /// on a server with pgvector.
  package static func sql(for inspection: PostgresInspection?) throws -> String {
    if let inspection { try check(inspection) }
    let names = inspection?.attempted ?? Schema.postgres.map(\.name)
    let needsExtension = !PostgresInspection.needingVectors.isDisjoint(with: names)
    let parts = [preparation, needsExtension ? Schema.postgresExtension : nil, script(names)]
    return "BEGIN;\n\n" + parts.compactMap { $0 }.joined(separator: "\n") + "\nCOMMIT;\n"
  }

  /// The migrations that the printed statements apply, and those that wait for pgvector even so.
  package static func names(for inspection: PostgresInspection) -> (applied: [String], waiting: [String]) {
    let applied = inspection.attempted
    return (applied, inspection.waiting.filter { !applied.contains($0) })
  }

  private static func check(_ inspection: PostgresInspection) throws(IpaiError) {
    if let newer = inspection.unknown.first {
      throw IpaiError(
        .conflict, "a newer ipai made the schema of this database: it has the migration \(newer)", hint: "update ipai")
    }
    if let owner = inspection.owner, owner != inspection.user { throw inspection.notOwned(by: owner) }
    try inspection.checkEncoding()
    if inspection.isInRecovery {
      throw IpaiError(
        .unavailable, "the server is a standby, which cannot be changed", hint: "use the address of the primary")
    }
    if inspection.isReadOnly {
      throw IpaiError(
        .unavailable, "nothing can be written to this database",
        hint: "see default_transaction_read_only, or use the primary")
    }
  }

  /// What comes before all migrations, and can be repeated. The functions that they make keep the search_path that is set here.
  private static let preparation = """
    SET LOCAL client_min_messages = warning;
    SET LOCAL search_path = pg_catalog, mcp, pg_temp;
    -- When the client has gone, waiting ends as well.
    SET LOCAL client_connection_check_interval = '1s';
    SELECT pg_advisory_xact_lock(\(lock));
    -- Whoever waits for a table keeps everybody else from it meanwhile.
    SET LOCAL lock_timeout = '10s';
    DO $$
    BEGIN
      IF to_regnamespace('mcp') IS NULL THEN
        CREATE SCHEMA mcp;
      END IF;
    END
    $$;
    CREATE TABLE IF NOT EXISTS mcp.schema_migrations (
      name text PRIMARY KEY,
      applied_at timestamptz NOT NULL DEFAULT now(),
      applied_by text NOT NULL DEFAULT session_user
    );

    """

  private static func script(_ names: [String]) -> String {
    var parts = Schema.postgres.filter { names.contains($0.name) }.map { migration in
      "-- \(migration.name)\n\n\(migration.sql)\n\(note(migration.name))\n"
    }
    parts.append(Schema.postgresAccess)
    return parts.joined(separator: "\n")
  }

  /// One of which parts were lost was noted before.
  private static func note(_ name: String) -> String {
    "INSERT INTO mcp.schema_migrations (name) VALUES ('\(name)') ON CONFLICT (name) DO NOTHING;"
  }
}
