import CPostgres
import IpaiCore

extension PostgresConnection {
  /// Runs a statement that is run again and again, with a plan that the server keeps for it where it can.
  ///
  /// A pooler such as PgBouncer may give each transaction another connection to the server, which has nothing prepared. It is known by the
  /// process, which is not the one that the server names; nothing is prepared then. Throws what `query` throws.
  package func repeated(_ statement: String, _ values: [PostgresValue] = []) async throws -> PostgresRows {
    do {
      guard let name = try await preparedName(of: statement) else { return try await query(statement, values) }
      return try await send(values) { count, pointers, lengths, formats in
        library.sendQueryPrepared(handle.pointer, name, count, pointers, lengths, formats, 1)
      }
    } catch let error as IpaiError where (error.cause as? PostgresFailure)?.isAboutPrepared == true {
      prepared.giveUp()
      guard isReusable else { throw error }
      return try await query(statement, values)
    }
  }

  /// The name under which a statement is prepared; nil when it is not.
  private func preparedName(of statement: String) async throws -> String? {
    if let name = prepared.name(of: statement) { return name }
    guard let name = prepared.newName(for: statement), try await isServer() else { return nil }
    guard library.sendPrepare(handle.pointer, name, statement, 0, nil) == 1 else { throw lost() }
    _ = try await answers()
    prepared.add(statement, name)
    return name
  }

  /// Whether it is the server itself that is at the other end.
  private func isServer() async throws -> Bool {
    if let known = prepared.isPossible { return known }
    let process = try await query("SELECT pg_catalog.pg_backend_pid()").first?.integer(0)
    let isServer = process == Int64(library.backendPID(handle.pointer))
    prepared.isPossible = isServer
    return isServer
  }
}
