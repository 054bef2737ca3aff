import IpaiCore
import IpaiPostgres

/// The checks of the PostgreSQL database.
enum StoreHealth {
  /// The name of the check whether the database can be reached.
  static let reachName = "postgresql"
  /// How long an answer may take before it is worth a word, in milliseconds.
  private static let slow = 50.0
  /// How far a standby may be behind, in seconds.
  private static let late = 30.0

  /// What is found. A database that cannot be reached is a finding as well. Throws `IpaiError(.usage)` when none is configured.
  static func findings(in services: Services) async throws -> [HealthFinding] {
    let store = try services.store()
    do {
      return try await store.withConnection { connection in
        let inspection = try await PostgresInspection(connection)
        let reach = reach(inspection, latency: try await connection.latency(), store.place)
        let schema = [vectors(inspection), schema(inspection), roles(inspection)]
        guard !inspection.isForeign else { return [reach, foreign(inspection)] }
        guard inspection.isMigrated else { return [reach] + schema }
        let health = try await PostgresHealth(connection, applied: inspection.applied)
        return [reach] + schema
          + [
            parts(health), rights(health, inspection), protection(health), words(health), indexes(health),
            replication(health),
          ]
      }
    } catch let error as IpaiError where error.code != .interrupted {
      return [HealthFinding(reachName, .failed, error.summary, remedy: error.hint)]
    }
  }

  private static func reach(_ found: PostgresInspection, latency: Double, _ place: String) -> HealthFinding {
    let name = reachName
    let tls = found.isEncrypted ? "with TLS" : "without TLS"
    let milliseconds = (latency * 10).rounded() / 10
    let text = "\(place), PostgreSQL \(found.server.text), as \(found.user), \(tls), \(milliseconds) ms"
    if found.isInRecovery {
      return HealthFinding(
        name, .warning, text + "; a standby, which cannot be written", remedy: "use the address of the primary")
    }
    if found.isReadOnly {
      return HealthFinding(
        name, .warning, text + "; nothing can be written",
        remedy:
          "ALTER ROLE or ALTER DATABASE, where default_transaction_read_only is set (\\drds of psql), and RESET it")
    }
    if latency > slow {
      return HealthFinding(name, .warning, text + ", which is slow", remedy: "run ipai nearer to the server")
    }
    return HealthFinding(name, .ok, text)
  }

  private static func foreign(_ found: PostgresInspection) -> HealthFinding {
    HealthFinding(
      "schema", .failed,
      "the schema mcp, or something in it, belongs to \(found.owner ?? ""), who is not trusted; it was not read",
      remedy: "as the owner of the database: see what it is, remove it, and ipai store migrate")
  }

  private static func vectors(_ found: PostgresInspection) -> HealthFinding {
    let name = "pgvector"
    guard let lack = found.lackOfVectors else {
      return HealthFinding(name, .ok, "pgvector \(found.vectors.version ?? "")")
    }
    // It is made with the schema, if the user may.
    let remedy = found.vectors.isMakeable && !found.isMigrated ? "ipai store migrate" : lack.remedy
    return HealthFinding(name, .warning, lack.problem, remedy: remedy)
  }

  private static func schema(_ found: PostgresInspection) -> HealthFinding {
    let name = "schema"
    if let newer = found.unknown.first {
      return HealthFinding(name, .failed, "a newer ipai made the schema: it has \(newer)", remedy: "update ipai")
    }
    if found.encoding != "UTF8" {
      return HealthFinding(
        name, .failed, "the database has the encoding \(found.encoding), which cannot hold every text",
        remedy: "move to another one: createdb --encoding UTF8 --template template0 NAME")
    }
    if !found.isMigrated, let owner = found.owner, owner != found.user {
      return HealthFinding(
        name, .failed, "the schema mcp belongs to \(owner), and \(found.user) sees nothing of it",
        remedy: "connect as \(owner)")
    }
    if !found.isMigrated {
      return HealthFinding(name, .failed, "there is no schema of ipai", remedy: "ipai store migrate")
    }
    if !found.lacking.isEmpty {
      return HealthFinding(
        name, .failed, "not applied: " + found.lacking.joined(separator: ", "), remedy: "ipai store migrate")
    }
    if !found.waiting.isEmpty {
      return HealthFinding(
        name, .warning, "waiting for pgvector: " + found.waiting.joined(separator: ", "),
        remedy: found.lackOfVectors?.remedy)
    }
    if !found.pending.isEmpty {
      return HealthFinding(
        name, .warning, "not applied, so that nothing is found by meaning: " + found.pending.joined(separator: ", "),
        remedy: "ipai store migrate")
    }
    return HealthFinding(name, .ok, "up to date: \(found.migrations.last?.name ?? "")")
  }

  private static func roles(_ found: PostgresInspection) -> HealthFinding {
    let missing = found.roles.filter { !$0.exists }.map(\.name)
    if missing.isEmpty { return HealthFinding("roles", .ok, found.roles.map(\.name).joined(separator: ", ")) }
    guard found.isMigrated else {
      return HealthFinding(
        "roles", .warning, "missing: " + missing.joined(separator: ", "), remedy: "ipai store migrate")
    }
    return HealthFinding(
      "roles", .warning, "missing: " + missing.joined(separator: ", "),
      remedy: missing.map { "CREATE ROLE \($0);" }.joined(separator: " ") + " and ipai store migrate")
  }

  private static func protection(_ health: PostgresHealth) -> HealthFinding {
    let name = "protection"
    if !health.unprotected.isEmpty {
      let tables = health.unprotected.joined(separator: ", ")
      return HealthFinding(name, .failed, "row-level security is off: \(tables)", remedy: "ipai store migrate")
    }
    if !health.open.isEmpty {
      return HealthFinding(
        name, .failed, "open to others than the roles of ipai: " + health.open.joined(separator: ", "),
        remedy: "ipai store migrate")
    }
    if !health.foreignPolicies.isEmpty {
      let policies = health.foreignPolicies.joined(separator: ", ")
      return HealthFinding(name, .failed, "policies that ipai does not know: \(policies)", remedy: "ipai store migrate")
    }
    if let role = health.mightyRoles.first {
      return HealthFinding(
        name, .failed, "\(role) may do more than was given to it",
        remedy: "ALTER ROLE \(role) NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION")
    }
    if !health.missingPolicies.isEmpty {
      let policies = health.missingPolicies.joined(separator: ", ")
      return HealthFinding(name, .failed, "policies are missing: \(policies)", remedy: "ipai store migrate")
    }
    return HealthFinding(name, .ok, "row-level security is on for every table, and only the roles of ipai have rights")
  }

  private static func parts(_ health: PostgresHealth) -> HealthFinding {
    let constraints = health.missingConstraints
    let missing = health.missingParts + constraints.map(\.name)
    if missing.isEmpty {
      return HealthFinding("parts", .ok, "every table, column, constraint, index, function and trigger is there")
    }
    let remedy =
      health.missingParts.isEmpty
      ? constraints.map { $0.statement + ";" }.joined(separator: " ") : "restore the schema mcp from a backup"
    return HealthFinding("parts", .failed, "missing: " + missing.joined(separator: ", "), remedy: remedy)
  }

  private static func rights(_ health: PostgresHealth, _ found: PostgresInspection) -> HealthFinding {
    let name = "rights"
    let owner = found.owner ?? "the owner of the schema"
    if health.mayUseAll, found.isHidden {
      return HealthFinding(
        name, .warning,
        "row-level security shows \(found.user) nothing of skills, memory, corpora and commits, which belong to \(owner) and need not be empty",
        remedy: "connect as \(owner) to use them")
    }
    if health.mayUseAll { return HealthFinding(name, .ok, "\(found.user) may use skills and memory") }
    return HealthFinding(
      name, .warning, "\(found.user) may not use skills and memory, which belong to \(owner)",
      remedy: "connect as \(owner) to use them")
  }

  private static func words(_ health: PostgresHealth) -> HealthFinding {
    let name = "words"
    guard !health.emptySegments.isEmpty else { return HealthFinding(name, .ok, "whatever was indexed has words") }
    let corpora = health.emptySegments.sorted { $0.key < $1.key }
    let text = corpora.map { "\($0.value) of \($0.key)" }.joined(separator: ", ")
    let commands = [
      "commits": "ipai commits index --rebuild", "documents": "ipai rag sync --rebuild",
      "memory": "ipai memory index --rebuild",
    ]
    return HealthFinding(
      name, .failed, "segments of words that have lost them, so that nothing in them is found: \(text)",
      remedy: corpora.map { commands[$0.key] ?? "restore mcp.word_posting from a backup" }.joined(separator: ", "))
  }

  private static func indexes(_ health: PostgresHealth) -> HealthFinding {
    guard let first = health.invalidIndexes.first else { return HealthFinding("indexes", .ok, "all are valid") }
    return HealthFinding(
      "indexes", .warning, "not valid: " + health.invalidIndexes.joined(separator: ", "),
      remedy: "REINDEX INDEX mcp.\(first)")
  }

  private static func replication(_ health: PostgresHealth) -> HealthFinding {
    guard let lag = health.lag else { return HealthFinding("replication", .ok, "no standby is seen by this user") }
    let text = "\((lag * 10).rounded() / 10) s behind"
    return HealthFinding("replication", lag > late ? .warning : .ok, text)
  }
}
