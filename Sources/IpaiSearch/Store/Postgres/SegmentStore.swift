import IpaiCore
package import IpaiPostgres

/// The words of the documents of a corpus in PostgreSQL.
package struct SegmentStore {
  let connection: PostgresConnection
  let layout: CorpusLayout

  /// How many segments there may be of those that are merged.
  private static let most = 16
  /// How many documents a segment has that is not merged any longer.
  private static let large = 4_096

  /// Those of the corpus that `layout` describes.
  package init(_ connection: PostgresConnection, _ layout: CorpusLayout) {
    self.connection = connection
    self.layout = layout
  }

  private var corpus: PostgresValue { .text(layout.name) }

  // MARK: Writing

  /// Records that a search may find something else from now on. Whoever else writes the corpus waits until the transaction ends.
  package func changed() async throws {
    try await StoreVersion.changed(connection, layout.name)
  }

  /// Makes documents findable by these terms, in place of those that they had.
  package func replace(_ documents: [(number: Int64, fields: [String])]) async throws {
    guard !documents.isEmpty else { return }
    try await changed()
    let numbers = documents.map(\.number)
    // What they meant before is not what they mean.
    if try await remove(numbers) { try await VectorTableStore(connection, layout).remove(numbers) }
    try await insert(WordSegment(documents))
    try await merge()
  }

  /// Makes documents findable that are in no segment, after `storing`, which stores them. Their words are put in order meanwhile.
  package func add(
    _ documents: [(number: Int64, fields: [String])], storing: () async throws -> Void = {}
  ) async throws {
    guard !documents.isEmpty else { return }
    async let segment = WordSegment.made(of: documents)
    try await storing()
    try await changed()
    try await insert(try await segment)
    try await merge()
  }

  /// Takes documents out that are to be indexed again. What they mean stays, and so do their words until nothing else of their segments is
  /// left, or these are merged.
  package func withdraw(_ numbers: [Int64]) async throws {
    guard !numbers.isEmpty else { return }
    try await changed()
    try await remove(numbers)
    try await connection.query(
      "DELETE FROM mcp.word_segment WHERE corpus = $1 AND 0 = ALL (documents)", [corpus])
  }

  /// Takes documents out of their segments. Returns false when they were in none.
  @discardableResult
  private func remove(_ numbers: [Int64]) async throws -> Bool {
    let segments = try await segments(with: numbers)
    guard !segments.isEmpty else { return false }
    try await connection.query(
      """
      UPDATE mcp.word_segment SET documents = ARRAY (
        SELECT CASE WHEN r.number IS NULL THEN d.number ELSE 0 END
        FROM unnest(documents) WITH ORDINALITY AS d (number, place)
        LEFT JOIN unnest($2::bigint[]) AS r (number) ON r.number = d.number ORDER BY d.place)
      WHERE id = ANY ($1::bigint[])
      """, [.integers(segments), .integers(Array(Set(numbers)))])
    return true
  }

  /// The segments that have any of these documents. They are joined, since comparing long arrays takes the product of their lengths.
  func segments(with numbers: [Int64]) async throws -> [Int64] {
    try await connection.query(
      """
      SELECT DISTINCT s.id FROM mcp.word_segment s CROSS JOIN LATERAL unnest(s.documents) AS d (number)
      WHERE s.corpus = $1 AND d.number IN (SELECT unnest($2::bigint[]))
      """, [corpus, .integers(numbers)]
    ).numbers(0)
  }

  /// Removes all that is known of the words of documents, and what they mean.
  package func erase(_ numbers: [Int64]) async throws {
    guard !numbers.isEmpty else { return }
    try await changed()
    let segments = try await segments(with: numbers)
    try await remove(numbers)
    for segment in segments { try await rewrite([segment]) }
    try await VectorTableStore(connection, layout).remove(numbers)
  }

  /// Takes all documents out, which are to be indexed again. What they mean stays.
  package func clear() async throws {
    try await changed()
    try await connection.query("DELETE FROM mcp.word_segment WHERE corpus = $1", [corpus])
  }

  private func insert(_ segment: WordSegment) async throws {
    let made = try await connection.query(
      "INSERT INTO mcp.word_segment (corpus, documents, lengths) VALUES ($1, $2::bigint[], $3) RETURNING id",
      [corpus, .integers(segment.documents), .bytes(segment.lengths)])
    let id = PostgresValue(try made.first?.integer(0))
    let terms = segment.terms.filter { !$0.postings.isEmpty }.sorted { $0.term < $1.term }
    try await connection.query(
      """
      INSERT INTO mcp.word_posting (corpus, term, segment, postings)
      SELECT $1, p.term, $2, p.bytes FROM unnest($3::text[], $4::bytea[]) AS p (term, bytes)
      """, [corpus, id, .texts(terms.map(\.term)), .blobs(terms.map(\.postings))])
  }

  /// Makes one segment of the small ones, when there are many, and leaves out what was taken out of them.
  private func merge() async throws {
    let rows = try await connection.query(
      "SELECT id FROM mcp.word_segment WHERE corpus = $1 AND cardinality(documents) < $2 ORDER BY id",
      [corpus, .integer(Int64(Self.large))])
    guard rows.count > Self.most else { return }
    try await rewrite(try rows.numbers(0))
  }

  /// Makes one segment of several, without what was taken out of them.
  private func rewrite(_ ids: [Int64]) async throws {
    let segments = try await segments(among: ids)
    var merged = WordSegment()
    for segment in segments where segment.documents.contains(where: { $0 != 0 }) {
      let places = merged.append(segment.documents, lengths: segment.lengths)
      let rows = try await connection.query(
        "SELECT term, postings FROM mcp.word_posting WHERE segment = $1", [.integer(segment.id)])
      for row in rows { try merged.append(row.text(0) ?? "", row.bytes(1) ?? [], at: places) }
    }
    try await connection.query(
      "DELETE FROM mcp.word_segment WHERE id = ANY ($1::bigint[])", [.integers(ids)])
    if !merged.documents.isEmpty { try await insert(merged) }
  }

  // MARK: Reading

  /// A segment without its postings.
  struct Segment {
    let id: Int64
    /// 0 where a document was taken out.
    let documents: [Int64]
    /// By document: the lengths of its fields.
    let lengths: [[Int]]
  }

  /// The version of the corpus.
  func version() async throws -> Int64 {
    try await StoreVersion.of(connection, layout.name)
  }

  /// The segments, or those with these numbers, in the order in which they were made.
  func segments(among ids: [Int64]? = nil) async throws -> [Segment] {
    let rows = try await connection.query(
      """
      SELECT id, array_to_string(documents, ','), lengths FROM mcp.word_segment
      WHERE corpus = $1 AND ($2::bigint[] IS NULL OR id = ANY ($2::bigint[])) ORDER BY id
      """, [corpus, ids.map { .integers($0) } ?? .null])
    return try (0..<rows.count).map { number in
      let row = rows[number]
      let documents = (row.text(1) ?? "").split(separator: ",").map { Int64($0) ?? 0 }
      let lengths = try WordSegment.lengths(row.bytes(2) ?? [], fields: layout.fields.count, of: documents.count)
      return Segment(id: try row.integer(0) ?? 0, documents: documents, lengths: lengths)
    }
  }

  /// Where a term stands in a segment.
  struct TermSegment {
    let segment: Int64
    /// See `SegmentPosting`.
    let postings: [UInt8]
  }

  /// Where terms stand, by term and segment.
  func postings(of terms: [String]) async throws -> [String: [TermSegment]] {
    guard !terms.isEmpty else { return [:] }
    let rows = try await connection.repeated(
      "SELECT term, segment, postings FROM mcp.word_posting WHERE corpus = $1 AND term = ANY ($2) ORDER BY segment",
      [corpus, .texts(terms)])
    var found: [String: [TermSegment]] = [:]
    for number in 0..<rows.count {
      let row = rows[number]
      found[row.text(0) ?? "", default: []].append(
        TermSegment(segment: try row.integer(1) ?? 0, postings: row.bytes(2) ?? []))
    }
    return found
  }
}
