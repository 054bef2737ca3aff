import IpaiGit
import IpaiPostgres
import IpaiSearch

/// Writes commits, with a few statements for any number of them.
struct PostgresCommitWriter {
  private let connection: PostgresConnection

  /// Works within the transaction of `connection`, which no other one that writes commits runs beside.
  init(_ connection: PostgresConnection) { self.connection = connection }

  /// Stores commits and their words, but for those that are stored with words already; returns the rows of all.
  func store(_ records: [CommitRecord]) async throws -> [ObjectID: Int64] {
    let known = try await PostgresCommitRows.stored(connection, records.map(\.facts.id))
    let wanted = records.filter { known[$0.facts.id].map { $0.words == 0 } ?? true }
    return try await write(wanted.map { WrittenCommit($0) }, known: known.mapValues(\.row))
  }

  /// Stores commits in place of what is stored of them, which has no words; returns the rows of all. `known`: those of what is stored.
  func write(_ commits: [WrittenCommit], known: [ObjectID: Int64]) async throws -> [ObjectID: Int64] {
    guard !commits.isEmpty else { return known }
    var rows = known
    let names = PostgresCommitNames(connection)
    let people = try await names.people(commits.flatMap { [$0.facts.author, $0.facts.committer] })
    rows.merge(try await insert(commits.filter { known[$0.facts.id] == nil }, people)) { $1 }
    try await update(commits.filter { known[$0.facts.id] != nil }, rows, people)
    try await addPaths(commits.map(\.facts), rows)
    try await SegmentStore(connection, .commits).add(
      commits.filter { $0.words > 0 }.compactMap { commit in rows[commit.facts.id].map { ($0, commit.fields) } })
    return rows
  }

  /// Adds to commits what an earlier ipai did not store.
  func complete(_ facts: [CompletedFacts]) async throws {
    let known = try await PostgresCommitRows.stored(connection, facts.map(\.commit.id)).mapValues(\.row)
    // The row may belong to another commit by now.
    let facts = facts.filter { known[$0.commit.id] == $0.commit.row }
    try await addPaths(facts.compactMap(\.paths), known)
    try await connection.query(
      """
      UPDATE mcp.git_commit c SET authored_offset = g.authored_offset, message_cut = g.message_cut <> 0,
        paths_cut = CASE WHEN g.paths_cut IN (0, 1) THEN g.paths_cut <> 0 ELSE c.paths_cut END
      FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) AS g (id, authored_offset, message_cut, paths_cut)
      WHERE c.id = g.id
      """,
      [
        .integers(facts.map(\.commit.row)), .integers(facts.map { Int64($0.authoredOffset) }),
        .integers(facts.map { $0.isMessageCut ? 1 : 0 }),
        .integers(facts.map { facts in facts.paths.map { $0.arePathsCut ? 1 : 0 } ?? Self.unchanged }),
      ])
  }

  /// Takes the words of commits out of the index and records that they must be read again.
  func removeWords(of rows: [Int64]) async throws {
    guard !rows.isEmpty else { return }
    try await SegmentStore(connection, .commits).withdraw(rows)
    try await connection.query(
      "UPDATE mcp.git_commit SET words = 0 WHERE id = ANY ($1::bigint[])", [.integers(rows)])
  }

  /// What stands for a column that is left as it is.
  private static let unchanged = Int64(-1)
  /// What stands for an offset that is not known.
  private static let unknown = Int64(Int32.min)

  private func insert(
    _ commits: [WrittenCommit], _ people: PostgresCommitNames.People
  ) async throws -> [ObjectID: Int64] {
    guard !commits.isEmpty else { return [:] }
    let facts = commits.map(\.facts)
    let rows = try await connection.query(
      """
      INSERT INTO mcp.git_commit (
        oid, parents, author_id, committer_id, authored_at, authored_offset, committed_at, message, message_cut, paths_cut, words)
      SELECT g.oid, g.parents, g.author, g.committer, g.authored_at, nullif(g.authored_offset, \(Self.unknown)), g.committed_at,
        g.message, g.message_cut <> 0, g.paths_cut <> 0, g.words
      FROM unnest(
        $1::bytea[], $2::bytea[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::text[], $9::bigint[],
        $10::bigint[], $11::bigint[]
      ) AS g (
        oid, parents, author, committer, authored_at, authored_offset, committed_at, message, message_cut, paths_cut, words)
      RETURNING id, oid
      """,
      [
        .blobs(facts.map { Array($0.id.bytes) }), .blobs(facts.map { $0.parents.flatMap(\.bytes) }),
        .integers(try facts.map { try people.row(of: $0.author) }),
        .integers(try facts.map { try people.row(of: $0.committer) }), .integers(facts.map(\.author.seconds)),
        .integers(commits.map(Self.offset)), .integers(facts.map(\.committer.seconds)),
        .texts(facts.map(\.message)), .integers(facts.map { $0.isMessageCut ? 1 : 0 }),
        .integers(facts.map { $0.arePathsCut ? 1 : 0 }), .integers(commits.map { Int64($0.words) }),
      ])
    var ids: [ObjectID: Int64] = [:]
    for number in 0..<rows.count {
      if let id = rows[number].bytes(1).flatMap({ ObjectID(bytes: $0) }) { ids[id] = try rows[number].integer(0) }
    }
    return ids
  }

  /// Rewrites rows, for example after a change of the mailmap. The paths of a commit never change.
  private func update(
    _ commits: [WrittenCommit], _ rows: [ObjectID: Int64], _ people: PostgresCommitNames.People
  ) async throws {
    guard !commits.isEmpty else { return }
    let facts = commits.map(\.facts)
    try await connection.query(
      """
      UPDATE mcp.git_commit c SET author_id = g.author, committer_id = g.committer,
        authored_offset = coalesce(nullif(g.authored_offset, \(Self.unknown)), c.authored_offset), message = g.message,
        message_cut = g.message_cut <> 0,
        paths_cut = CASE WHEN g.paths_cut IN (0, 1) THEN g.paths_cut <> 0 ELSE c.paths_cut END, words = g.words
      FROM unnest(
        $1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[]
      ) AS g (id, author, committer, authored_offset, message, message_cut, paths_cut, words)
      WHERE c.id = g.id
      """,
      [
        .integers(facts.compactMap { rows[$0.id] }), .integers(try facts.map { try people.row(of: $0.author) }),
        .integers(try facts.map { try people.row(of: $0.committer) }), .integers(commits.map(Self.offset)),
        .texts(facts.map(\.message)), .integers(facts.map { $0.isMessageCut ? 1 : 0 }),
        .integers(
          facts.map { facts in
            if facts.changes.isEmpty { return Self.unchanged }
            return facts.arePathsCut ? 1 : 0
          }), .integers(commits.map { Int64($0.words) }),
      ])
  }

  private static func offset(_ commit: WrittenCommit) -> Int64 { commit.authoredOffset.map { Int64($0) } ?? unknown }

  private func addPaths(_ facts: [CommitFacts], _ rows: [ObjectID: Int64]) async throws {
    let paths = try await PostgresCommitNames(connection).paths(facts.flatMap { $0.changes.map(\.path) })
    var (commits, changed, kinds): ([Int64], [Int64], [String]) = ([], [], [])
    for facts in facts {
      guard let row = rows[facts.id] else { continue }
      for change in facts.changes {
        guard let path = paths[change.path] else { continue }
        commits.append(row)
        changed.append(path)
        kinds.append(change.kind.rawValue)
      }
    }
    guard !commits.isEmpty else { return }
    try await connection.query(
      """
      INSERT INTO mcp.changed_path (commit_id, path_id, kind)
      SELECT g.commit, g.path, g.kind::"char" FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS g (commit, path, kind)
      ON CONFLICT DO NOTHING
      """, [.integers(commits), .integers(changed), .texts(kinds)])
  }
}
