package import IpaiCore
import Schema

/// What a PostgreSQL database is, and how far its schema is.
package struct PostgresInspection: Sendable, Equatable {
  /// How far a migration is.
  package enum State: String, Codable, CaseIterable, Sendable {
    /// It was applied.
    case applied
    /// It would be applied now.
    case pending
    /// It needs pgvector, which the database has not, or not in a version that is new enough, or not where the user may use it.
    case waiting
    /// A newer ipai applied it.
    case unknown
  }

  /// A migration by its name, and how far it is.
  package struct Migration: Sendable, Equatable {
    package let name: String
    package let state: State
  }

  /// A role that is given to users, and whether it is there.
  package struct Role: Sendable, Equatable {
    package let name: String
    package let exists: Bool
  }

  /// The version of the server.
  package let server: PostgresVersion
  /// The name of the database.
  package let database: String
  /// In which encoding it keeps texts.
  package let encoding: String
  /// The user at work.
  package let user: String
  /// The name of the database, as statements have it.
  let quotedDatabase: String
  /// The name of the user, as statements have it.
  let quotedUser: String
  /// Who owns the schema, or something in it that belongs to another one than the user; nil when there is no schema.
  package let owner: String?
  /// Whether the owner is neither the user nor the owner of the database nor a superuser: what is in the schema is not read then, since
  /// that may run statements of theirs with the rights of the user.
  package let isForeign: Bool
  /// Whether row-level security shows the user nothing of what is kept, which then looks as if it were empty.
  package let isHidden: Bool
  /// Whether the connection is encrypted.
  package let isEncrypted: Bool
  /// Whether the server is a standby, or recovering.
  package let isInRecovery: Bool
  /// Whether nothing can be written.
  package let isReadOnly: Bool
  /// What the database has of pgvector.
  package let vectors: VectorExtension
  /// Every migration that this ipai or the database knows, in their order.
  package let migrations: [Migration]
  /// The roles of the schema.
  package let roles: [Role]

  /// The roles that ``Schema/postgresAccess`` gives rights to.
  package static let roleNames = ["mcp_client", "mcp_coordinator", "mcp_promoter"]

  /// Those that would be applied now.
  package var pending: [String] { migrations.filter { $0.state == .pending }.map(\.name) }
  /// Those that this ipai does not know.
  package var unknown: [String] { migrations.filter { $0.state == .unknown }.map(\.name) }
  /// Those that were applied and that this ipai knows.
  package var applied: [String] { migrations.filter { $0.state == .applied }.map(\.name) }
  /// Those that wait for pgvector.
  package var waiting: [String] { migrations.filter { $0.state == .waiting }.map(\.name) }
  /// Those without which ipai cannot work. A database that has nothing of pgvector serves words, and may get it later.
  package var lacking: [String] {
    let servesMeaning = vectors.isUsable && !Self.needingVectors.isDisjoint(with: applied)
    return servesMeaning ? pending : pending.filter { !Self.needingVectors.contains($0) }
  }
  /// Those that would be applied by somebody who may make pgvector.
  var attempted: [String] {
    let attempted = pending + (vectors.isMakeable ? waiting : [])
    return Schema.postgres.map(\.name).filter(attempted.contains)
  }
  /// Why nothing can be found by meaning, and what to do about it; nil when it can.
  package var lackOfVectors: VectorExtension.Lack? { vectors.lack(in: quotedDatabase, for: quotedUser, on: server) }
  /// Whether the database has a schema of ipai.
  package var isMigrated: Bool { migrations.contains { $0.state == .applied || $0.state == .unknown } }

  /// The migrations that need pgvector.
  static let needingVectors = Set(Schema.postgres.filter(\.needsVectors).map(\.name))

  /// The error for a user who does not own the schema.
  package func notOwned(by owner: String) -> IpaiError {
    IpaiError(
      .denied, "the schema mcp of this database, or something in it, belongs to \(owner) and not to \(user)",
      hint: "connect as \(owner) if you trust them: what they have put there runs with the rights of who migrates")
  }

  /// The error for a user who sees nothing of what is kept. `place`: where the database is.
  private func hidden(place: String) -> IpaiError {
    IpaiError(
      .denied, "row-level security shows \(user) nothing of what is in \(place), which need not be empty",
      hint: "connect as the owner of the schema\(owner.map { ", \($0)" } ?? "")")
  }

  /// Throws `IpaiError(.unavailable)` for a database that cannot hold every text.
  package func checkEncoding() throws(IpaiError) {
    guard encoding != "UTF8" else { return }
    throw IpaiError(
      .unavailable, "the database has the encoding \(encoding), which cannot hold every text",
      hint: "use another one: createdb --encoding UTF8 --template template0 NAME")
  }

  /// Checks that this ipai can work with the schema. `place`: where the database is.
  ///
  /// Throws `IpaiError`: `.denied` for a schema of somebody who is not trusted, and for a user who sees nothing of it, `.notFound` when there is none or not all of it, `.conflict`
  /// when a newer ipai made it.
  package func checkUse(place: String, byRoles: Bool = false) throws {
    if isForeign, let owner { throw notOwned(by: owner) }
    // Row-level security shows nothing of it to others.
    if !isMigrated, let owner, owner != user { throw notOwned(by: owner) }
    if isHidden, !byRoles { throw hidden(place: place) }
    if let newer = unknown.first {
      throw IpaiError(
        .conflict, "a newer ipai made the schema of \(place): it has the migration \(newer)", hint: "update ipai")
    }
    if !isMigrated || !lacking.isEmpty {
      let lack = isMigrated ? "lacks \(lacking.joined(separator: ", "))" : "has no schema of ipai"
      throw IpaiError(.notFound, "\(place) \(lack)", hint: "ipai store migrate")
    }
  }

  /// Looks at a database. Throws `IpaiError`.
  package init(_ connection: PostgresConnection) async throws {
    let rows = try await connection.query(
      """
      SELECT current_database()::text, current_user::text, pg_catalog.pg_is_in_recovery(),
        pg_catalog.current_setting('transaction_read_only') = 'on',
        pg_catalog.quote_ident(current_database()), pg_catalog.quote_ident(current_user),
        EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname = 'mcp' AND c.relname = 'schema_migrations' AND c.relkind = 'r'),
        pg_catalog.current_setting('server_encoding'), (\(Self.hiding))
      """)
    guard let row = rows.first else { throw IpaiError(.internal, "PostgreSQL answered without a row") }
    server = await connection.serverVersion
    isEncrypted = await connection.isEncrypted
    database = row.text(0) ?? ""
    user = row.text(1) ?? ""
    isInRecovery = row.boolean(2) ?? false
    isReadOnly = row.boolean(3) ?? false
    quotedDatabase = row.text(4) ?? ""
    quotedUser = row.text(5) ?? ""
    vectors = try await VectorExtension(connection)
    encoding = row.text(7) ?? ""
    isHidden = row.boolean(8) ?? false
    let owner = try await connection.query(Self.ownership).first
    self.owner = owner?.text(0)
    isForeign = owner.map { $0.boolean(1) == false } ?? false
    let applied = row.boolean(6) == true && !isForeign ? try await Self.applied(connection) : []
    migrations = Self.migrations(applied: applied, vectors)
    roles = try await Self.roles(connection)
  }

  /// The owner of the schema or of something in it, those first who are not trusted, and then those who are not the user; and whether they
  /// are trusted.
  private static let ownership = """
    SELECT r.rolname::text, o.is_trusted FROM (
      SELECT t.owner, t.owner = u.oid OR r.rolsuper OR t.owner = (
        SELECT datdba FROM pg_catalog.pg_database WHERE datname = current_database()) AS is_trusted, t.owner = u.oid AS is_user
      FROM (
        SELECT nspowner AS owner FROM pg_catalog.pg_namespace WHERE nspname = 'mcp'
        UNION SELECT relowner FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE nspname = 'mcp'
        UNION SELECT proowner FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE nspname = 'mcp'
      ) t JOIN pg_catalog.pg_roles r ON r.oid = t.owner
      JOIN pg_catalog.pg_roles u ON u.rolname = current_user
    ) o JOIN pg_catalog.pg_roles r ON r.oid = o.owner ORDER BY o.is_trusted, o.is_user, 1 LIMIT 1
    """

  /// Whether a table of what is kept has row-level security that holds for the user, and no policy for them.
  private static let hiding = """
    SELECT bool_or(pg_catalog.row_security_active(c.oid) AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_policy p CROSS JOIN LATERAL pg_catalog.unnest(p.polroles) AS r (role) WHERE p.polrelid = c.oid
        AND CASE WHEN r.role = 0 THEN true ELSE pg_catalog.pg_has_role(r.role, 'USAGE') END))
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'mcp' AND c.relkind = 'r' AND c.relname IN ('skill', 'conversation', 'document_corpus', 'git_commit')
    """

  static func applied(_ connection: PostgresConnection) async throws -> [String] {
    let rows = try await connection.query("SELECT name FROM mcp.schema_migrations ORDER BY name")
    return (0..<rows.count).compactMap { rows[$0].text(0) }
  }

  /// How far each migration is.
  private static func migrations(applied: [String], _ vectors: VectorExtension) -> [Migration] {
    let isReady = vectors.isUsable || (vectors.isMakeable && vectors.mayMake)
    let known = Schema.postgres.map { migration in
      let state: State
      if applied.contains(migration.name), !vectors.damaged.contains(migration.name) {
        state = .applied
      } else if migration.needsVectors && !isReady {
        state = .waiting
      } else {
        state = .pending
      }
      return Migration(name: migration.name, state: state)
    }
    let names = Schema.postgres.map(\.name)
    return known + applied.filter { !names.contains($0) }.map { Migration(name: $0, state: .unknown) }
  }

  private static func roles(_ connection: PostgresConnection) async throws -> [Role] {
    let rows = try await connection.query("SELECT rolname::text FROM pg_catalog.pg_roles WHERE rolname LIKE 'mcp\\_%'")
    let there = Set((0..<rows.count).compactMap { rows[$0].text(0) })
    return roleNames.map { Role(name: $0, exists: there.contains($0)) }
  }
}
