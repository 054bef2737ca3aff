import IpaiCore
package import IpaiPostgres

extension VectorTableStore {
  /// Gives documents that lack a vector of a model those that belong to bytes in `column`. `members` is a condition on the document `s`, in
  /// which `$5` is its value; nil for all documents. Returns how many of the vectors cannot be stored.
  package func add(
    _ vectors: [(bytes: [UInt8], vector: [Float])], by column: String,
    among members: (condition: String, value: PostgresValue)? = nil, model: String
  ) async throws -> Int {
    let type = try await type()
    // What was copied may be damaged.
    let storable = vectors.filter { Self.isStorable($0.vector) }
    // A document that is removed at the same time waits until its vector is there, and takes it along.
    let added = try await connection.query(
      """
      INSERT INTO mcp.document_vector (corpus, model, document, embedding)
      SELECT $1, $2, d.number, d.vector FROM (
        SELECT s.id AS number, u.vector FROM unnest($3::bytea[], $4::\(type.place).halfvec[]) AS u (bytes, vector)
        JOIN mcp.\(layout.vectors.source) s ON s.\(column) = u.bytes
        WHERE \(members?.condition ?? "true") ORDER BY s.id FOR SHARE OF s) d
      ON CONFLICT DO NOTHING
      """,
      [
        .text(layout.name), .text(model), .blobs(storable.map(\.bytes)),
        .vectors(storable.map(\.vector), type: type.number),
      ] + (members.map { [$0.value] } ?? []))
    if added.changed > 0 { try await changed() }
    return vectors.count - storable.count
  }
}
