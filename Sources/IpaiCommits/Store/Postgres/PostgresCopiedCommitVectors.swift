import IpaiGit
import IpaiPostgres
import IpaiSearch

/// Reads and writes the vectors of commits in PostgreSQL, to copy them. Where the database has no pgvector there are none, and none are
/// stored.
struct PostgresCopiedCommitVectors {
  private let connection: PostgresConnection

  /// Those of the database of `connection`.
  init(_ connection: PostgresConnection) { self.connection = connection }

  private var table: VectorTableStore { VectorTableStore(connection, .commits) }

  /// The revisions of the models, in their order.
  func models() async throws -> [String] {
    guard try await table.version() != nil else { return [] }
    return try await connection.query(
      "SELECT DISTINCT model FROM mcp.document_vector WHERE corpus = 'commits' ORDER BY model"
    ).map { $0.text(0) ?? "" }
  }

  /// At most `most` vectors of the commits in the rows after `row`, in the order of these.
  func vectors(model: String, after row: Int64, most: Int) async throws -> [CopiedCommitVector] {
    let rows = try await connection.query(
      """
      SELECT c.oid, c.id, v.embedding::text FROM mcp.document_vector v JOIN mcp.git_commit c ON c.id = v.document
      WHERE v.corpus = 'commits' AND v.model = $1 AND v.document > $2 ORDER BY v.document LIMIT $3
      """, [.text(model), .integer(row), .integer(Int64(most))])
    return try rows.compactMap { row in
      guard let id = row.bytes(0).flatMap({ ObjectID(bytes: $0) }), let number = try row.integer(1) else { return nil }
      return CopiedCommitVector(commit: id, row: number, values: VectorTableStore.vector(row.text(2) ?? ""))
    }
  }

  /// Stores those that are missing. Returns how many cannot be stored.
  func add(_ vectors: [CopiedCommitVector], model: String) async throws -> LeftOutVectors {
    guard try await table.version() != nil else { return LeftOutVectors(withoutExtension: vectors.count) }
    return LeftOutVectors(
      unstorable: try await table.add(
        vectors.map { (bytes: Array($0.commit.bytes), vector: $0.values) }, by: "oid", model: model))
  }
}
