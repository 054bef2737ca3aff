import IpaiCore
import IpaiGit
import IpaiPostgres
import IpaiSearch

/// Finds rows of `mcp.git_commit`. The number of a row is also that of its document in the index of words.
enum PostgresCommitRows {
  /// Those of the commits that are stored, with how many of their words.
  static func stored(
    _ connection: PostgresConnection, _ commits: [ObjectID]
  ) async throws -> [ObjectID: CommitWordState] {
    guard !commits.isEmpty else { return [:] }
    let rows = try await connection.query(
      "SELECT oid, id, words FROM mcp.git_commit WHERE oid = ANY ($1::bytea[])",
      [.blobs(commits.map { Array($0.bytes) })])
    var states: [ObjectID: CommitWordState] = [:]
    for number in 0..<rows.count {
      guard let id = rows[number].bytes(0).flatMap({ ObjectID(bytes: $0) }) else { continue }
      states[id] = CommitWordState(
        row: try rows[number].integer(1) ?? 0, words: Int(try rows[number].integer(2) ?? 0))
    }
    return states
  }

  /// The commits of a repository that can be found, each with its value of `words`.
  static func reachable(_ connection: PostgresConnection, from repository: Int64) async throws -> [ObjectID: Int] {
    let rows = try await connection.query(
      """
      SELECT c.oid, c.words FROM mcp.reachable r JOIN mcp.git_commit c ON c.id = r.commit_id WHERE r.repository_id = $1
      """, [.integer(repository)])
    var words: [ObjectID: Int] = [:]
    words.reserveCapacity(rows.count)
    for number in 0..<rows.count {
      guard let id = rows[number].bytes(0).flatMap({ ObjectID(bytes: $0) }) else { continue }
      words[id] = Int(try rows[number].integer(1) ?? 0)
    }
    return words
  }

  /// Whether a commit of a repository is older than a date.
  static func hasAny(
    _ connection: PostgresConnection, before date: Timestamp, in repository: Int64
  ) async throws -> Bool {
    let rows = try await connection.query(
      """
      SELECT EXISTS (
        SELECT FROM mcp.reachable r JOIN mcp.git_commit c ON c.id = r.commit_id
        WHERE r.repository_id = $1 AND c.committed_at < $2)
      """, [.integer(repository), .integer(date.seconds)])
    return rows.first?.boolean(0) ?? false
  }

  /// The next commits, by row, that a git directory reaches and that were stored without all that is stored now.
  static func incomplete(
    _ connection: PostgresConnection, after row: Int64, of gitDirectory: String, limit: Int
  ) async throws -> [IncompleteCommit] {
    let rows = try await connection.query(
      """
      SELECT c.id, c.oid, c.paths_cut FROM mcp.git_commit c JOIN mcp.reachable x ON x.commit_id = c.id
      JOIN mcp.repository r ON r.id = x.repository_id
      WHERE c.authored_offset IS NULL AND r.git_directory = $1 AND c.id > $2 ORDER BY c.id LIMIT $3
      """, [.text(connection.machine.stored(gitDirectory)), .integer(row), .integer(Int64(limit))])
    return try (0..<rows.count).compactMap { number in
      guard let row = try rows[number].integer(0), let id = rows[number].bytes(1).flatMap({ ObjectID(bytes: $0) })
      else { return nil }
      return IncompleteCommit(row: row, id: id, arePathsCut: rows[number].boolean(2) ?? false)
    }
  }

  /// The commits that a filter keeps, newest first, from the one after `after` on, at most `most`.
  static func list(
    _ connection: PostgresConnection, _ filter: CommitFilter, after: PageCursor?, most: Int?
  ) async throws -> [ListedCommit] {
    var conditions = try await PostgresCommitConditions(connection, filter)
    if let after {
      let date = conditions.value(.integer(after.key))
      let id = conditions.value(.bytes(after.id))
      conditions.add("c.committed_at < \(date) OR c.committed_at = \(date) AND c.oid > \(id)")
    }
    let limit = conditions.value(PostgresValue(most.map(Int64.init)))
    let rows = try await connection.query(
      """
      SELECT c.oid, c.committed_at FROM mcp.git_commit c WHERE \(conditions.text)
      ORDER BY c.committed_at DESC, c.oid LIMIT \(limit)
      """, conditions.values)
    return try (0..<rows.count).compactMap { number in
      guard let id = rows[number].bytes(0).flatMap({ ObjectID(bytes: $0) }) else { return nil }
      return ListedCommit(id: id, committed: try rows[number].integer(1) ?? 0)
    }
  }

  /// The numbers of the commits of a scope.
  static func members(_ connection: PostgresConnection, of scope: CommitScope) async throws -> Set<Int64> {
    let all = "SELECT DISTINCT commit_id FROM mcp.reachable"
    return try await numbers(connection, scope.repository.map(PostgresRepositoryRows.members) ?? all)
  }

  /// The numbers of the commits that a filter keeps.
  static func kept(_ connection: PostgresConnection, by filter: CommitFilter) async throws -> Set<Int64> {
    let conditions = try await PostgresCommitConditions(connection, filter)
    return try await numbers(
      connection, "SELECT c.id FROM mcp.git_commit c WHERE \(conditions.text)", conditions.values)
  }

  private static func numbers(
    _ connection: PostgresConnection, _ query: String, _ values: [PostgresValue] = []
  ) async throws -> Set<Int64> {
    let rows = try await connection.query(query, values)
    return Set(try (0..<rows.count).compactMap { try rows[$0].integer(0) })
  }

  /// The numbers of the commits that a filter keeps and whose ids start with what is looked up, newest first.
  static func named(
    _ connection: PostgresConnection, _ filter: PostgresCommitConditions, _ lookup: CommitIDQuery.Lookup
  ) async throws -> [Int] {
    var conditions = filter
    let low = conditions.value(.bytes(Array(lookup.prefix.low.bytes)))
    let high = conditions.value(.bytes(Array(lookup.prefix.high.bytes)))
    conditions.add("c.oid BETWEEN \(low) AND \(high)")
    let limit = conditions.value(.integer(Int64(lookup.limit)))
    let rows = try await connection.query(
      """
      SELECT c.id FROM mcp.git_commit c WHERE \(conditions.text) ORDER BY c.committed_at DESC, c.oid LIMIT \(limit)
      """, conditions.values)
    return try (0..<rows.count).compactMap { try rows[$0].integer(0).map { Int($0) } }
  }

  /// The ids that start with some digits, at most two for each.
  static func ids(
    _ connection: PostgresConnection, startingWith prefixes: [ObjectIDPrefix]
  ) async throws -> [ObjectIDPrefix: [ObjectID]] {
    guard !prefixes.isEmpty else { return [:] }
    let rows = try await connection.query(
      """
      SELECT g.place, c.oid FROM unnest($1::bytea[], $2::bytea[]) WITH ORDINALITY AS g (low, high, place)
      CROSS JOIN LATERAL (
        SELECT oid FROM mcp.git_commit WHERE oid BETWEEN g.low AND g.high ORDER BY oid LIMIT 2) c
      """, [.blobs(prefixes.map { Array($0.low.bytes) }), .blobs(prefixes.map { Array($0.high.bytes) })])
    var ids: [ObjectIDPrefix: [ObjectID]] = [:]
    for number in 0..<rows.count {
      guard let place = try rows[number].integer(0), let id = rows[number].bytes(1).flatMap({ ObjectID(bytes: $0) })
      else { continue }
      ids[prefixes[Int(place) - 1], default: []].append(id)
    }
    return ids
  }

  /// The ids of commits, 20 bytes, by their numbers.
  static func ids(_ connection: PostgresConnection, of numbers: [Int64]) async throws -> [Int64: [UInt8]] {
    let rows = try await connection.query(
      "SELECT id, oid FROM mcp.git_commit WHERE id = ANY ($1::bigint[])", [.integers(numbers)])
    var ids: [Int64: [UInt8]] = [:]
    for row in 0..<rows.count { ids[try rows[row].integer(0) ?? 0] = rows[row].bytes(1) }
    return ids
  }
}
