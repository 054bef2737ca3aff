import IpaiCore
import IpaiPostgres
import IpaiSearch

/// The passages of some corpora in PostgreSQL, as a search sees them.
///
/// A text that several of the corpora have counts once, as that of the first of them.
struct PostgresSearchedPassages {
  private let connection: PostgresConnection
  private let names: PostgresValue

  /// Those of the corpora with these names.
  init(_ connection: PostgresConnection, _ names: [String]) {
    self.connection = connection
    self.names = .texts(names)
  }

  /// The documents of the corpora in `$1` that some file has.
  private static let documents = """
    SELECT DISTINCT ON (d.digest) d.id FROM mcp.document d JOIN mcp.document_corpus c ON c.id = d.corpus_id
    WHERE c.name = ANY ($1) AND EXISTS (SELECT FROM mcp.source_file f WHERE f.document_id = d.id)
    ORDER BY d.digest, c.name
    """

  /// The passages as parts of their documents.
  func parts() async throws -> [DocumentGroups.Part] {
    let rows = try await connection.query(
      """
      SELECT p.id, p.document_id, p.kind = 'record', p.kind IN ('section', 'text') FROM mcp.passage p
      WHERE p.document_id IN (\(Self.documents))
      """, [names])
    return try rows.map { row in
      DocumentGroups.Part(
        document: try row.count(0), whole: try row.integer(1) ?? 0, isAlone: row.boolean(2) == true,
        isTitled: row.boolean(3) == true)
    }
  }

  /// The numbers of the passages.
  func members() async throws -> Set<Int64> {
    Set(
      try await connection.query(
        "SELECT p.id FROM mcp.passage p WHERE p.document_id IN (\(Self.documents))", [names]
      ).numbers(0))
  }

  /// The numbers of the passages of files that a filter keeps, in whichever of the corpora they are.
  func kept(by filter: PassageFilter) async throws -> Set<Int64> {
    let files = try await connection.query(
      """
      SELECT d.id, f.path, d.format, f.modified, f.metadata
      FROM mcp.document_corpus c JOIN mcp.document_source s ON s.corpus_id = c.id
      JOIN mcp.source_file f ON f.source_id = s.id JOIN mcp.document d ON d.id = f.document_id WHERE c.name = ANY ($1)
      """, [names])
    let documents = try files.filter { row in
      filter.keeps(
        path: row.text(1) ?? "", format: row.text(2) ?? "", modified: try row.integer(3) ?? 0, metadata: row.text(4))
    }
    let kept = try await connection.query(
      """
      SELECT p.id FROM mcp.passage p JOIN mcp.document d ON d.id = p.document_id
      WHERE d.digest IN (SELECT k.digest FROM mcp.document k WHERE k.id = ANY ($1::bigint[]))
      """, [.integers(try documents.compactMap { try $0.integer(0) })])
    return Set(try kept.numbers(0))
  }

  /// The definitions of the symbol that a query names, with the names of those around it or without; also those of texts that no file has,
  /// or that another of the corpora has as well.
  func definitions(of query: String) async throws -> [Int64] {
    guard let wanted = SymbolQuery(query), !query.utf8.contains(0) else { return [] }
    let rows = try await connection.query(
      """
      SELECT p.id, p.heading FROM mcp.passage p
      WHERE md5(p.symbol) IN (md5($2), md5($3)) AND p.symbol IN ($2, $3) AND p.corpus = ANY ($1)
      ORDER BY p.document_id, p.position LIMIT \(SymbolQuery.mostFound)
      """, [names, .text(wanted.symbol), .text(wanted.name)])
    return try rows.filter { wanted.matches(heading: $0.text(1) ?? "") }.compactMap { try $0.integer(0) }
  }

  /// Whether all sources of the corpora have been read to the end.
  func areComplete() async throws -> Bool {
    let rows = try await connection.query(
      """
      SELECT FROM mcp.document_source s JOIN mcp.document_corpus c ON c.id = s.corpus_id
      WHERE c.name = ANY ($1) AND s.synced_at IS NULL LIMIT 1
      """, [names])
    return rows.count == 0
  }

  /// The ids of passages, by their numbers.
  static func ids(_ connection: PostgresConnection, of numbers: [Int64]) async throws -> [Int64: PassageID] {
    let rows = try await connection.query(
      """
      SELECT p.id, d.digest, p.position FROM mcp.passage p JOIN mcp.document d ON d.id = p.document_id
      WHERE p.id = ANY ($1::bigint[])
      """, [.integers(numbers)])
    var ids: [Int64: PassageID] = [:]
    for row in rows {
      ids[try row.integer(0) ?? 0] = PassageID(digest: row.bytes(1) ?? [], position: try row.integer(2) ?? 0)
    }
    return ids
  }

  /// The number of the passage with an id; nil when none of the corpora has it.
  func number(of id: PassageID) async throws -> Int64? {
    let rows = try await connection.query(
      """
      SELECT p.id FROM mcp.document d JOIN mcp.document_corpus c ON c.id = d.corpus_id
      JOIN mcp.passage p ON p.document_id = d.id AND p.position = $3
      WHERE d.digest = $2 AND c.name = ANY ($1) AND EXISTS (SELECT FROM mcp.source_file f WHERE f.document_id = d.id)
      ORDER BY c.name LIMIT 1
      """, [names, .bytes(id.digest), .integer(id.position)])
    return try rows.first?.integer(0)
  }

  /// Passages by their ids, each with the first of the files in the corpora that have it, on this machine if there is one.
  func hits(_ ids: [PassageID]) async throws -> [PassageID: (payload: PassageHit, date: Timestamp)] {
    let rows = try await connection.repeated(
      """
      SELECT DISTINCT ON (d.digest, p.position) p.text, p.start_line, p.end_line, p.heading, p.kind, c.name, s.path, f.path,
        d.format, f.modified, extract(epoch FROM c.added_at)::bigint, f.metadata, d.digest, p.position
      FROM unnest($2::text[], $3::bigint[]) AS w (digest, position)
      JOIN mcp.document d ON d.digest = decode(w.digest, 'hex')
      JOIN mcp.passage p ON p.document_id = d.id AND p.position = w.position
      JOIN mcp.source_file f ON f.document_id = d.id JOIN mcp.document_source s ON s.id = f.source_id
      JOIN mcp.document_corpus c ON c.id = s.corpus_id WHERE c.name = ANY ($1)
      ORDER BY d.digest, p.position, c.name, NOT starts_with(s.path, $4), s.path, f.path
      """,
      [
        names, .texts(ids.map(\.digest.hexadecimal)), .integers(ids.map(\.position)), .text(connection.machine.root),
      ])
    var hits: [PassageID: (payload: PassageHit, date: Timestamp)] = [:]
    for row in rows {
      let modified = try row.integer(9) ?? 0
      let payload = PassageHit(
        corpus: row.text(5) ?? "",
        path: PassagePlace.path(connection.machine.local(row.text(6) ?? ""), row.text(7) ?? ""),
        format: row.text(8) ?? "", metadata: row.text(11), passage: try Self.passage(row))
      let seconds = try modified > 0 ? modified / 1_000_000_000 : row.integer(10) ?? 0
      let id = PassageID(digest: row.bytes(12) ?? [], position: try row.integer(13) ?? 0)
      hits[id] = (payload, Timestamp(seconds: seconds))
    }
    return hits
  }

  /// Passages by their numbers.
  static func passages(_ connection: PostgresConnection, _ numbers: [Int64]) async throws -> [Int64: Passage] {
    guard !numbers.isEmpty else { return [:] }
    let rows = try await connection.query(
      """
      SELECT text, start_line, end_line, heading, kind, id FROM mcp.passage WHERE id = ANY ($1::bigint[])
      """, [.integers(numbers)])
    var passages: [Int64: Passage] = [:]
    for row in rows { passages[try row.integer(5) ?? 0] = try passage(row) }
    return passages
  }

  /// The passage of a row that begins with its text, lines, heading and kind.
  static func passage(_ row: PostgresRow) throws -> Passage {
    Passage(
      row.text(0) ?? "", startLine: try row.count(1), endLine: try row.count(2),
      path: (row.text(3) ?? "").split(separator: "\n").map(String.init),
      kind: PassageKind(rawValue: row.text(4) ?? "") ?? .text)
  }
}
