import IpaiCore
import IpaiPostgres
import IpaiSearch

/// Reads and writes the vectors of the passages of a corpus in PostgreSQL, to copy them. Where the database has no pgvector there are none,
/// and none are stored.
struct PostgresCopiedVectors {
  private let connection: PostgresConnection
  private let name: PostgresValue

  /// Those of the corpus with this name.
  init(_ connection: PostgresConnection, corpus name: String) {
    self.connection = connection
    self.name = .text(name)
  }

  private var table: VectorTableStore { VectorTableStore(connection, .documents) }

  /// The revisions of the models, in their order.
  func models() async throws -> [String] {
    guard try await table.version() != nil else { return [] }
    return try await connection.query(
      """
      SELECT DISTINCT v.model FROM mcp.document_vector v JOIN mcp.passage p ON p.id = v.document
      WHERE v.corpus = 'documents' AND p.corpus = $1 ORDER BY v.model
      """, [name]
    ).map { $0.text(0) ?? "" }
  }

  /// At most `most` vectors after a digest, in the order of their digests.
  func vectors(model: String, after digest: [UInt8], most: Int) async throws -> [CopiedVector] {
    let rows = try await connection.query(
      """
      SELECT DISTINCT ON (p.digest) p.digest, v.embedding::text FROM mcp.passage p
      JOIN mcp.document_vector v ON v.corpus = 'documents' AND v.model = $2 AND v.document = p.id
      WHERE p.corpus = $1 AND p.digest > $3 ORDER BY p.digest, p.id LIMIT $4
      """, [name, .text(model), .bytes(digest), .integer(Int64(most))])
    return rows.map { row in
      CopiedVector(digest: row.bytes(0) ?? [], values: VectorTableStore.vector(row.text(1) ?? ""))
    }
  }

  /// Stores those that are missing. Returns how many cannot be stored.
  func add(_ vectors: [CopiedVector], model: String) async throws -> LeftOutVectors {
    guard try await table.version() != nil else { return LeftOutVectors(withoutExtension: vectors.count) }
    return LeftOutVectors(
      unstorable: try await table.add(
        vectors.map { (bytes: $0.digest, vector: $0.values) }, by: PostgresDistinctPassages.column,
        among: ("s.corpus = $5", name), model: model))
  }
}
