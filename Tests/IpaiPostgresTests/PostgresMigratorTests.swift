import Foundation
import IpaiCore
import IpaiPostgres
import Schema
import StoreTestSupport
import TestSupport
import Testing

@Suite struct PostgresMigratorTests {
  private static let all = Schema.postgres.map(\.name)

  private func counted(_ connection: PostgresConnection) async throws -> Int64? {
    try await connection.number("SELECT count(*) FROM mcp.schema_migrations")
  }

  @Test func aNewDatabaseGetsEverything() async throws {
    let connection = try await PostgresFixture().connection()
    let before = try await PostgresInspection(connection)
    #expect(!before.isMigrated && before.pending == Self.all)
    #expect(try await PostgresMigrator.migrate(connection) == .init(applied: Self.all, waiting: []))
    let after = try await PostgresInspection(connection)
    #expect(after.isMigrated && after.pending.isEmpty && after.unknown.isEmpty && after.roles.allSatisfy(\.exists))
    #expect(after.vectors.isUsable)
    // A second time there is nothing to do.
    #expect(try await PostgresMigrator.migrate(connection) == .init(applied: [], waiting: []))
  }

  @Test func severalAtOnceApplyItOnce() async throws {
    let fixture = try await PostgresFixture()
    let applied = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<6 {
        group.addTask { try await PostgresMigrator.migrate(try await fixture.connection()).applied.count }
      }
      return try await group.reduce(0, +)
    }
    #expect(applied == Self.all.count)
    #expect(try await counted(fixture.connection()) == Int64(Self.all.count))
  }

  /// One that fails in the middle leaves nothing behind.
  @Test func itIsAllOrNothing() async throws {
    let fixture = try await PostgresFixture()
    let connection = try await fixture.connection()
    try await connection.run(script: "CREATE SCHEMA mcp; CREATE VIEW mcp.routing_cache AS SELECT 1 AS cache_key")
    let error = await #expect(throws: IpaiError.self) { try await PostgresMigrator.migrate(connection) }
    #expect(error?.cause is PostgresFailure)
    #expect(try await connection.text("SELECT to_regclass('mcp.skills_registry')::text") == nil)
    try await connection.run(script: "DROP VIEW mcp.routing_cache")
    #expect(try await PostgresMigrator.migrate(connection).applied == Self.all)
  }

  @Test func theSchemaOfANewerIpaiIsLeftAlone() async throws {
    let connection = try await PostgresFixture().connection()
    _ = try await PostgresMigrator.migrate(connection)
    try await connection.run(script: "INSERT INTO mcp.schema_migrations (name) VALUES ('9999-future')")
    let error = await #expect(throws: IpaiError.self) { try await PostgresMigrator.migrate(connection) }
    #expect(error?.code == .conflict && error?.message.contains("9999-future") == true && error?.hint == "update ipai")
    let inspection = try await PostgresInspection(connection)
    #expect(inspection.unknown == ["9999-future"])
    #expect(throws: IpaiError.self) { try PostgresMigrator.sql(for: inspection) }
  }

  /// What others run by hand makes the same schema.
  @Test func thePrintedStatementsDoTheSame() async throws {
    let fixture = try await PostgresFixture()
    let connection = try await fixture.connection()
    let before = try await PostgresInspection(connection)
    let sql = try PostgresMigrator.sql(for: before)
    let whole = try PostgresMigrator.sql(for: nil)
    #expect(sql == whole)
    try await connection.run(script: sql)
    let inspection = try await PostgresInspection(connection)
    #expect(inspection.pending.isEmpty)
    let other = try await PostgresFixture().connection()
    _ = try await PostgresMigrator.migrate(other)
    #expect(try await Self.columns(connection) == Self.columns(other))
    #expect(try PostgresMigrator.sql(for: inspection).contains("CREATE TABLE mcp.skills_registry") == false)
  }

  private static func columns(_ connection: PostgresConnection) async throws -> String? {
    try await connection.text(
      """
      SELECT string_agg(c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY c.relname, a.attname)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace = 'mcp'::regnamespace AND a.attnum > 0
      """)
  }

  @Test func readOnlyIsSaid() async throws {
    let fixture = try await PostgresFixture()
    let connection = try await fixture.connection()
    try await connection.run(script: "ALTER DATABASE \(fixture.name) SET default_transaction_read_only = on")
    let reader = try await fixture.connection()
    let error = await #expect(throws: IpaiError.self) { try await PostgresMigrator.migrate(reader) }
    #expect(error?.code == .unavailable && error?.message.contains("nothing can be written") == true)
  }

  /// The migrations that need no pgvector.
  private static let vectors = ["0002-pgvector", "0006-vectors", "0010-search-rag"]
  private static let withoutVectors = PostgresMigrator.names.filter { !vectors.contains($0) }

  // MARK: Owners

  /// The owner of a database need not be a superuser, and may be unable to make roles.
  @Test(arguments: ["CREATEROLE", "NOCREATEROLE"])
  func anOwnerIsEnough(right: String) async throws {
    let server = try await PostgresServer.start(.newest)
    defer { withExtendedLifetime(server) {} }
    let admin = try await PostgresFixture.connection(server.address())
    try await admin.run(script: "CREATE ROLE keeper LOGIN \(right) PASSWORD 'secret'")
    let fixture = try await PostgresFixture(on: server, owner: "keeper")
    let connection = try await fixture.connection(user: "keeper")
    // Only a superuser may make pgvector on this server.
    let first = try await PostgresMigrator.migrate(connection)
    #expect(first.applied == Self.withoutVectors && first.waiting == Self.vectors)
    #expect(first.lack?.remedy.contains("CREATE EXTENSION vector") == true)
    try await fixture.connection().run(script: "CREATE EXTENSION vector")
    #expect(try await PostgresMigrator.migrate(connection) == .init(applied: Self.vectors, waiting: []))
    let inspection = try await PostgresInspection(connection)
    #expect(inspection.roles.allSatisfy { $0.exists == (right == "CREATEROLE") })
    guard right == "NOCREATEROLE" else { return }
    // When somebody has made them, they get their rights.
    for role in PostgresInspection.roleNames { try await admin.run(script: "CREATE ROLE \(role)") }
    _ = try await PostgresMigrator.migrate(connection)
    #expect(
      try await connection.text("SELECT has_table_privilege('mcp_client', 'mcp.skills_registry', 'SELECT')::text")
        == "true")
  }

  @Test func whoOwnsNothingIsDenied() async throws {
    let fixture = try await PostgresFixture()
    let admin = try await fixture.connection()
    let name = fixture.name + "_guest"
    try await admin.run(script: "CREATE ROLE \(name) LOGIN PASSWORD 'secret'")
    let guest = try await fixture.connection(user: name)
    let error = await #expect(throws: IpaiError.self) { try await PostgresMigrator.migrate(guest) }
    #expect(error?.code == .denied && state(error) == "42501", "\(String(describing: error?.rendered))")
  }

  /// Whoever may make schemas can be there first, with statements that would run with the rights of who migrates or looks.
  @Test(arguments: [
    """
    CREATE TABLE mcp.schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now(), applied_by text);
    CREATE FUNCTION mcp.pwn() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN EXECUTE format('ALTER ROLE %I SUPERUSER', (SELECT rolname FROM pg_roles WHERE rolname LIKE '%_thief')); RETURN NEW; END $$;
    CREATE TRIGGER t BEFORE INSERT ON mcp.schema_migrations FOR EACH ROW EXECUTE FUNCTION mcp.pwn();
    """,
    """
    CREATE FUNCTION mcp.pwn() RETURNS text LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'ALTER ROLE '
      || (SELECT quote_ident(rolname) FROM pg_roles WHERE rolname LIKE '%_thief') || ' SUPERUSER'; RETURN 'x'; END $$;
    CREATE VIEW mcp.schema_migrations AS SELECT mcp.pwn() AS name;
    """,
    "SELECT 1",
  ])
  func theSchemaOfAnotherIsNotTrusted(trap: String) async throws {
    let server = try await PostgresServer.start(.newest)
    defer { withExtendedLifetime(server) {} }
    let fixture = try await PostgresFixture(on: server)
    let admin = try await fixture.connection()
    let name = "the_thief"
    try await admin.run(
      script: "CREATE ROLE \(name) LOGIN PASSWORD 'secret'; GRANT CREATE ON DATABASE \(fixture.name) TO \(name)")
    try await fixture.connection(user: name).run(script: "CREATE SCHEMA mcp; \(trap)")
    let inspection = try await PostgresInspection(admin)
    #expect(inspection.isForeign && inspection.owner == name)
    let error = await #expect(throws: IpaiError.self) { try await PostgresMigrator.migrate(admin) }
    #expect(error?.code == .denied && error?.message.contains(name) == true, "\(String(describing: error?.rendered))")
    #expect(try await admin.text("SELECT rolsuper::text FROM pg_roles WHERE rolname = '\(name)'") == "false")
  }

  /// A reader keeps nobody from looking after a schema that is up to date. Whoever waited would end with the lock timeout of a migration.
  @Test func aReaderIsNotWaitedForWhenThereIsNothingToDo() async throws {
    let fixture = try await PostgresFixture()
    let connection = try await fixture.connection()
    _ = try await PostgresMigrator.migrate(connection)
    let reader = try await fixture.connection()
    try await reader.run(
      script: "BEGIN; SELECT count(*) FROM mcp.usage_metrics, mcp.rag_embeddings, mcp.skills_registry")
    #expect(try await PostgresMigrator.migrate(connection).applied.isEmpty)
    try await reader.run(script: "ROLLBACK")
  }

  /// What was noted about migrations can be lost without the schema.
  @Test func migrationsThatWereForgottenAreAppliedAgain() async throws {
    let connection = try await PostgresFixture().connection()
    _ = try await PostgresMigrator.migrate(connection)
    try await connection.run(script: "INSERT INTO mcp.skills_registry (id, name) VALUES ('kept', 'kept')")
    for names in [Self.vectors, Self.all] {
      for name in names {
        try await connection.query("DELETE FROM mcp.schema_migrations WHERE name = $1", [.text(name)])
      }
      #expect(try await PostgresMigrator.migrate(connection).applied == names)
    }
    #expect(try await connection.number("SELECT count(*) FROM mcp.skills_registry") == 1)
  }

  // MARK: Other servers

  @Test func aDatabaseThatCannotHoldEveryTextIsRefused() async throws {
    let server = try await PostgresServer.shared()
    let other = try await PostgresFixture.connection(server.address())
    let name = "latin_\(UInt64.random(in: 0 ... .max))"
    try await other.run(script: "CREATE DATABASE \(name) ENCODING LATIN1 TEMPLATE template0 LOCALE 'C'")
    let connection = try await PostgresFixture.connection(server.address(name))
    let error = await #expect(throws: IpaiError.self) { try await PostgresMigrator.migrate(connection) }
    #expect(error?.code == .unavailable && error?.message.contains("LATIN1") == true)
  }

  /// Row-level security shows nothing to others, which does not mean that there is nothing.
  @Test func whoSeesNothingIsToldWhoseItIs() async throws {
    let fixture = try await PostgresFixture.migrated()
    let role = "reader_\(UInt64.random(in: 0 ... .max))"
    try await fixture.connection().run(
      script: """
        CREATE ROLE \(role) LOGIN PASSWORD 'secret'; GRANT USAGE ON SCHEMA mcp TO \(role);
        GRANT SELECT ON ALL TABLES IN SCHEMA mcp TO \(role)
        """)
    let inspection = try await PostgresInspection(fixture.connection(user: role))
    let error = #expect(throws: IpaiError.self) { try inspection.checkUse(place: "x") }
    #expect(error?.code == .denied && error?.message.contains("belongs to postgres") == true)
  }

  @Test func withoutVectorsTheRestIsMade() async throws {
    let server = try await PostgresServer.start(.debian)
    defer { withExtendedLifetime(server) {} }
    let connection = try await PostgresFixture(on: server).connection()
    let outcome = try await PostgresMigrator.migrate(connection)
    #expect(outcome.applied == Self.withoutVectors && outcome.waiting == Self.vectors)
    let inspection = try await PostgresInspection(connection)
    #expect(
      inspection.vectors.version == nil && inspection.vectors.available == nil
        && inspection.server.number / 10_000 == 15)
    try await connection.query("INSERT INTO mcp.rag_embeddings (corpus, chunk_text) VALUES ('docs', 'words')")
  }

  /// A pooler gives each transaction another connection of the server.
  @Test func aPoolerMayStandBetween() async throws {
    let server = try await PostgresServer.start(.newest)
    defer { withExtendedLifetime(server) {} }
    let fixture = try await PostgresFixture(on: server)
    let pool = try await fixture.pooler(most: 8)
    let applied = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask { try await pool.withConnection { try await PostgresMigrator.migrate($0).applied.count } }
      }
      return try await group.reduce(0, +)
    }
    #expect(applied == Self.all.count)
    try await withThrowingTaskGroup { group in
      for number in 0..<40 {
        group.addTask {
          try await pool.transaction { connection in
            try await connection.query(
              "INSERT INTO mcp.usage_metrics (operation, success) VALUES ($1, true)", [.text("op \(number)")])
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await fixture.connection().number("SELECT count(DISTINCT operation) FROM mcp.usage_metrics") == 40)
  }
}
