/// pgvector in a database: whether it is there, and what keeps it from being used.
package struct VectorExtension: Sendable, Equatable {
  /// Why nothing can be found by meaning, and what somebody has to do about it.
  package struct Lack: Sendable, Equatable {
    package let problem: String
    package let remedy: String
  }

  /// The version that is in the database; nil when it is not there.
  package let version: String?
  /// The version that could be there; nil when it is not installed on the server.
  package let available: String?
  /// The schema that it is in, quoted; nil when it is not there.
  package let schema: String?
  /// Whether the user may use what is in that schema.
  package let mayUse: Bool
  /// Whether the server says that the user may make it.
  package let mayMake: Bool
  /// The migrations of which pgvector took parts away when it was dropped.
  package let damaged: Set<String>

  /// The oldest version that ipai works with: it looks on when a filter leaves too few results.
  package static let oldest = "0.8.0"

  /// Whether vectors can be stored and compared.
  package var isUsable: Bool { mayUse && version.map(Self.isNewEnough) ?? false }
  /// Whether it is not in the database, and could be made there by somebody who may.
  package var isMakeable: Bool { version == nil && available.map(Self.isNewEnough) ?? false }

  /// Whether a version is the oldest that will do, or newer.
  package static func isNewEnough(_ version: String) -> Bool {
    let numbers = { (text: String) in text.split(separator: ".").map { Int($0) ?? 0 } }
    return !numbers(version).lexicographicallyPrecedes(numbers(oldest))
  }

  /// What keeps it from being used; nil when nothing does. `database` and `user` are quoted; `server`: its version.
  func lack(in database: String, for user: String, on server: PostgresVersion) -> Lack? {
    if isUsable { return nil }
    if let version { return lack(of: version, for: user) }
    guard let available else {
      return Lack(
        problem: "pgvector is not installed on the server, so that nothing is found by meaning there",
        remedy:
          "install pgvector \(Self.oldest) or later there (Debian: postgresql-\(server.number / 10_000)-pgvector), and ipai store migrate"
      )
    }
    guard Self.isNewEnough(available) else { return old(available) }
    let remedy =
      mayMake
      ? "ipai store migrate"
      : "as a superuser, in the database \(database): CREATE EXTENSION vector; and ipai store migrate"
    return Lack(problem: "pgvector \(available) is on the server, but not in this database", remedy: remedy)
  }

  private func lack(of version: String, for user: String) -> Lack {
    guard Self.isNewEnough(version) else {
      guard let available, Self.isNewEnough(available) else { return old(version) }
      return Lack(
        problem: "pgvector \(version) is too old; searches by meaning need \(Self.oldest)",
        remedy: "ALTER EXTENSION vector UPDATE; and ipai store migrate")
    }
    let place = schema ?? ""
    return Lack(
      problem: "pgvector \(version) is in the schema \(place), which \(user) may not use",
      remedy: "as the owner of that schema: GRANT USAGE ON SCHEMA \(place) TO \(user); and ipai store migrate")
  }

  private func old(_ version: String) -> Lack {
    Lack(
      problem: "pgvector \(version) is too old; searches by meaning need \(Self.oldest)",
      remedy: "install a newer pgvector on the server, and ALTER EXTENSION vector UPDATE")
  }
}

extension VectorExtension {
  /// Looks for it in a database. Throws `IpaiError`.
  init(_ connection: PostgresConnection) async throws {
    let rows = try await connection.query(
      """
      SELECT e.extversion, a.version, pg_catalog.quote_ident(e.name), coalesce(e.may_use, false),
        coalesce(CASE WHEN e.extversion IS NULL THEN u.rolsuper OR pg_catalog.has_database_privilege(current_database(), 'CREATE') AND (
          SELECT bool_or(v.trusted OR NOT v.superuser) FROM pg_catalog.pg_available_extension_versions v
          WHERE v.name = 'vector' AND v.version = a.version) END, false),
        p.has_columns, p.has_vectors, p.has_function
      FROM pg_catalog.pg_roles u
      LEFT JOIN (
        SELECT x.extversion, n.nspname AS name, pg_catalog.has_schema_privilege(n.oid, 'USAGE') AS may_use
        FROM pg_catalog.pg_extension x JOIN pg_catalog.pg_namespace n ON n.oid = x.extnamespace WHERE x.extname = 'vector'
      ) e ON true
      LEFT JOIN (
        SELECT default_version AS version FROM pg_catalog.pg_available_extensions WHERE name = 'vector'
      ) a ON true
      CROSS JOIN (
        SELECT (SELECT count(*) = 2 FROM columns WHERE relname = 'rag_embeddings' AND attname IN ('embedding', 'dimensions')),
          EXISTS (SELECT FROM columns WHERE relname = 'document_vector' AND attname = 'embedding'),
          EXISTS (SELECT FROM pg_catalog.pg_proc f JOIN pg_catalog.pg_namespace n ON n.oid = f.pronamespace
            WHERE n.nspname = 'mcp' AND f.proname = 'search_rag')
      ) p (has_columns, has_vectors, has_function)
      WHERE u.rolname = current_user
      """.replacing("FROM columns", with: "FROM \(Self.columns)"))
    let row = rows.first
    version = row?.text(0)
    available = row?.text(1)
    schema = row?.text(2)
    mayUse = row?.boolean(3) ?? false
    mayMake = row?.boolean(4) ?? false
    damaged = Self.damaged(
      hasColumns: row?.boolean(5) ?? false, hasVectors: row?.boolean(6) ?? false, hasFunction: row?.boolean(7) ?? false)
  }

  /// The columns of the schema that are there.
  private static let columns = """
    (SELECT c.relname, t.attname FROM pg_catalog.pg_attribute t JOIN pg_catalog.pg_class c ON c.oid = t.attrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'mcp' AND NOT t.attisdropped AND t.attname IN ('embedding', 'dimensions')) AS columns
    """

  /// The migrations of which something is missing. Each makes the function of the one before it anew, so that those after it count too.
  private static func damaged(hasColumns: Bool, hasVectors: Bool, hasFunction: Bool) -> Set<String> {
    if !hasColumns || !hasFunction { return ["0002-pgvector", "0006-vectors", "0010-search-rag"] }
    return hasVectors ? [] : ["0006-vectors", "0010-search-rag"]
  }
}
