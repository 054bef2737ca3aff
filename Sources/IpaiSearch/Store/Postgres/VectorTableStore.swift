import IpaiCore
package import IpaiPostgres

/// The vectors of the documents of a corpus in PostgreSQL, in `mcp.document_vector`.
///
/// The types and operators of pgvector are named with the schema that they are in, which a `search_path` need not have.
package struct VectorTableStore {
  let connection: PostgresConnection
  let layout: CorpusLayout
  private let place: String?

  /// How many dimensions an index of pgvector takes of vectors of 16 bits.
  private static let mostIndexed = 4_000

  /// Those of the corpus that `layout` describes. `place`: the schema of pgvector, quoted; nil when it is to be looked up.
  package init(_ connection: PostgresConnection, _ layout: CorpusLayout, place: String? = nil) {
    self.connection = connection
    self.layout = layout
    self.place = place
  }

  private var corpus: PostgresValue { .text(layout.name) }

  // MARK: Reading

  /// The version of the vectors; nil where the database has no column for them, since it has no pgvector.
  package func version() async throws -> Int64? {
    let rows = try await connection.repeated(
      """
      SELECT coalesce((SELECT version FROM mcp.corpus_version WHERE corpus = $1), 0)
      WHERE EXISTS (
        SELECT FROM pg_catalog.pg_attribute
        WHERE attrelid = to_regclass('mcp.document_vector') AND attname = 'embedding' AND NOT attisdropped)
      """, [.text(layout.vectors.versionName)])
    return try rows.first?.integer(0)
  }

  /// True when more than `count` documents have a vector of a model.
  func hasMore(than count: Int, model: String) async throws -> Bool {
    let rows = try await connection.query(
      "SELECT FROM mcp.document_vector WHERE corpus = $1 AND model = $2 OFFSET $3 LIMIT 1",
      [corpus, .text(model), .integer(Int64(count))])
    return rows.count > 0
  }

  /// The revisions of the models that documents have vectors of, each with how many numbers these have.
  func models() async throws -> [(model: String, dimensions: Int)] {
    let place = try await schema()
    let rows = try await connection.query(
      """
      SELECT DISTINCT ON (model) model, \(place).vector_dims(embedding)::bigint FROM mcp.document_vector
      WHERE corpus = $1 ORDER BY model
      """, [corpus])
    return try rows.map { (model: $0.text(0) ?? "", dimensions: try $0.count(1)) }
  }

  /// The numbers of the documents that have a vector of a model, ascending.
  func numbers(model: String) async throws -> [Int64] {
    let rows = try await connection.query(
      """
      SELECT string_agg(document::text, ',' ORDER BY document) FROM mcp.document_vector WHERE corpus = $1 AND model = $2
      """, [corpus, .text(model)])
    return (rows.first?.text(0) ?? "").split(separator: ",").compactMap { Int64($0) }
  }

  /// The products of vectors with a question, by the number of the document: of all, or of those in `numbers`.
  func products(
    model: String, with question: [Float], of numbers: [Int64]? = nil
  ) async throws -> [Int64: Float] {
    let place = try await schema()
    // It is not prepared: a plan for any question would read its text anew for each row.
    let rows = try await connection.query(
      """
      SELECT document, -(embedding OPERATOR(\(place).<#>) $3::text::\(place).halfvec)
      FROM mcp.document_vector WHERE corpus = $1 AND model = $2 \(numbers == nil ? "" : "AND document = ANY ($4::bigint[])")
      """,
      [corpus, .text(model), .text(Self.text(question))] + (numbers.map { [.integers($0)] } ?? []))
    return try Self.products(rows)
  }

  /// Those of the `count` documents with the highest products, by the index of the model if there is one; `among` are the numbers of those
  /// that count, nil for all. To be called within a transaction.
  func nearest(
    _ count: Int, model: String, to question: [Float], among numbers: [Int64]?
  ) async throws -> [Int64: Float] {
    let place = try await schema()
    // Where not all count, the index is asked for more until there are enough.
    try await connection.query(
      """
      SELECT set_config('hnsw.ef_search', '\(min(1_000, max(40, count)))', true),
        set_config('hnsw.iterative_scan', '\(numbers == nil ? "off" : "strict_order")', true)
      """)
    let type = "\(place).halfvec(\(question.count))"
    // A partial index is used only where its conditions stand as they are.
    let rows = try await connection.query(
      """
      SELECT document, -(embedding::\(type) OPERATOR(\(place).<#>) $1::text::\(type))
      FROM mcp.document_vector
      WHERE corpus = \(Self.quoted(layout.name)) AND model = \(Self.quoted(model))
        AND ($2::bigint[] IS NULL OR document = ANY ($2::bigint[]))
      ORDER BY embedding::\(type) OPERATOR(\(place).<#>) $1::text::\(type) LIMIT $3
      """,
      [
        .text(Self.text(question)), numbers.map { .integers($0) } ?? .null, .integer(Int64(count)),
      ])
    return try Self.products(rows)
  }

  /// How the products of different documents among `numbers` are spread; nil where there are too few.
  func spread(model: String, among numbers: [Int64]) async throws -> SimilaritySpread? {
    let place = try await schema()
    let rows = try await connection.query(
      """
      WITH v AS MATERIALIZED (
        SELECT document, embedding FROM mcp.document_vector
        WHERE corpus = $1 AND model = $2 AND document = ANY ($3::bigint[]))
      SELECT avg(p.product), stddev_pop(p.product) FROM (
        SELECT -(a.embedding OPERATOR(\(place).<#>) b.embedding) AS product FROM v a JOIN v b ON a.document < b.document) p
      """, [corpus, .text(model), .integers(numbers)])
    guard let row = rows.first, let mean = try row.real(0), let deviation = try row.real(1) else { return nil }
    return SimilaritySpread(mean: Float(mean), deviation: Float(max(0.001, deviation)))
  }

  private static func products(_ rows: PostgresRows) throws -> [Int64: Float] {
    var products: [Int64: Float] = [:]
    products.reserveCapacity(rows.count)
    for number in 0..<rows.count {
      guard let document = try rows[number].integer(0), let product = try rows[number].real(1) else { continue }
      products[document] = Float(product)
    }
    return products
  }

  // MARK: Writing

  /// How many of the documents have no vector of a model; `members` is a condition on the document `s`, and nil for all; `latest`: only so
  /// many of them are looked at as were added last.
  func missingCount(model: String, among members: String?, latest: Int?) async throws -> Int {
    let rows = try await connection.query(
      "SELECT count(*) FROM " + missing(members), missingValues(model, latest, after: nil))
    return try rows.first?.count(0) ?? 0
  }

  /// The first of them after a number, in their order, with the texts that are to be embedded.
  func missing(
    model: String, among members: String?, latest: Int?, after number: Int64?, limit: Int
  ) async throws -> [EmbeddedText] {
    let rows = try await connection.query(
      "SELECT s.id, s.\(layout.vectors.text) FROM \(missing(members)) ORDER BY s.id LIMIT \(limit)",
      missingValues(model, latest, after: number))
    return try rows.compactMap { row in
      try row.integer(0).map { EmbeddedText(number: $0, text: row.text(1) ?? "") }
    }
  }

  private func missing(_ members: String?) -> String {
    """
    mcp.\(layout.vectors.source) s WHERE \(members ?? "true") AND ($3::bigint IS NULL OR s.id > $3)
      AND ($4::bigint IS NULL OR s.id >= (
        SELECT min(l.id) FROM (SELECT id FROM mcp.\(layout.vectors.source) ORDER BY id DESC LIMIT $4) l))
      AND NOT EXISTS (
        SELECT FROM mcp.document_vector v WHERE v.corpus = $1 AND v.model = $2 AND v.document = s.id)
    """
  }

  private func missingValues(_ model: String, _ latest: Int?, after number: Int64?) -> [PostgresValue] {
    [corpus, .text(model), PostgresValue(number), PostgresValue(latest.map(Int64.init))]
  }

  /// Stores vectors, but for those of documents that are gone, whose text has changed, or that have one by now.
  func add(model: String, _ documents: [(document: EmbeddedText, vector: [Float])]) async throws {
    let type = try await type()
    let documents = documents.filter { Self.isStorable($0.vector) }
    let source = layout.vectors
    // A document that is removed at the same time waits until its vector is there, and takes it along.
    try await connection.query(
      """
      INSERT INTO mcp.document_vector (corpus, model, document, embedding)
      SELECT $1, $2, d.number, d.vector
      FROM (
        SELECT s.id AS number, u.vector
        FROM unnest($3::bigint[], $4::text[], $5::\(type.place).halfvec[]) AS u (number, text, vector)
        JOIN mcp.\(source.source) s ON s.id = u.number AND s.\(source.text) = u.text
        ORDER BY s.id FOR SHARE OF s) d
      ON CONFLICT DO NOTHING
      """,
      [
        corpus, .text(model), .integers(documents.map(\.document.number)),
        .texts(documents.map(\.document.text)), .vectors(documents.map(\.vector), type: type.number),
      ])
    try await changed()
  }

  /// Gives documents that lack a vector of a model that of another one with the same value in `column`. `members` is a condition on the
  /// document `s`.
  func spread(by column: String, among members: String, model: String) async throws {
    let source = layout.vectors.source
    let added = try await connection.query(
      """
      WITH lacking AS (
        SELECT s.id, s.\(column) AS value FROM mcp.\(source) s WHERE \(members) AND NOT EXISTS (
          SELECT FROM mcp.document_vector v WHERE v.corpus = $1 AND v.model = $2 AND v.document = s.id)
        ORDER BY s.id FOR SHARE OF s
      ), known AS (
        SELECT DISTINCT ON (l.value) l.value, v.embedding FROM (SELECT DISTINCT value FROM lacking) l
        JOIN mcp.\(source) o ON o.\(column) = l.value
        JOIN mcp.document_vector v ON v.corpus = $1 AND v.model = $2 AND v.document = o.id ORDER BY l.value, o.id
      )
      INSERT INTO mcp.document_vector (corpus, model, document, embedding)
      SELECT $1, $2, l.id, k.embedding FROM lacking l JOIN known k ON k.value = l.value
      ORDER BY l.id ON CONFLICT DO NOTHING
      """, [corpus, .text(model)])
    if added.changed > 0 { try await changed() }
  }

  /// Removes the vectors of documents, of whatever model.
  package func remove(_ numbers: [Int64]) async throws {
    guard !numbers.isEmpty, try await version() != nil else { return }
    let removed = try await connection.query(
      "DELETE FROM mcp.document_vector WHERE corpus = $1 AND document = ANY ($2::bigint[])",
      [corpus, .integers(numbers)])
    if removed.changed > 0 { try await changed() }
  }

  func changed() async throws { try await StoreVersion.changed(connection, layout.vectors.versionName) }

  /// Makes the index of the vectors of a model, unless it is there or being made. Others go on reading and writing meanwhile. To be called
  /// outside of a transaction.
  func makeIndex(model: String, dimensions: Int) async throws {
    guard dimensions <= Self.mostIndexed else { return }
    let name = indexName(model)
    let known = try await connection.query(
      "SELECT i.indisvalid FROM pg_catalog.pg_index i WHERE i.indexrelid = to_regclass($1)", [.text("mcp.\(name)")])
    if known.first?.boolean(0) == true { return }
    let making = try await connection.query(
      """
      SELECT FROM pg_catalog.pg_stat_progress_create_index
      WHERE datname = pg_catalog.current_database() AND relid = to_regclass('mcp.document_vector')
      """)
    // Databases that were copied from one template have the same numbers for their tables.
    if making.count > 0 { return }
    // One that was not finished is of no use.
    if known.count > 0 { try await connection.query("DROP INDEX CONCURRENTLY IF EXISTS mcp.\(name)") }
    let place = try await schema()
    try await connection.query(
      """
      CREATE INDEX CONCURRENTLY IF NOT EXISTS \(name) ON mcp.document_vector
      USING hnsw ((embedding::\(place).halfvec(\(dimensions))) \(place).halfvec_ip_ops)
      WHERE corpus = \(Self.quoted(layout.name)) AND model = \(Self.quoted(model))
      """)
    // ANALYZE keeps no examples of what may be forgotten.
    try await connection.query("ALTER INDEX mcp.\(name) ALTER COLUMN 1 SET STATISTICS 0")
  }

  private func indexName(_ model: String) -> String {
    "document_vector_\(layout.name)_\(model.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(12).lowercased())"
  }

  // MARK: Parts of statements

  /// The schema of pgvector, quoted.
  func schema() async throws -> String {
    if let place { return place }
    return try await type().place
  }

  /// The schema of pgvector, quoted, and the number that the database has given its type `halfvec`.
  func type() async throws -> (place: String, number: Int32) {
    let rows = try await connection.query(
      """
      SELECT quote_ident(n.nspname), t.oid::bigint FROM pg_catalog.pg_extension e
      JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
      JOIN pg_catalog.pg_type t ON t.typnamespace = n.oid AND t.typname = 'halfvec' WHERE e.extname = 'vector'
      """)
    guard let row = rows.first, let name = row.text(0), let number = try row.integer(1) else {
      throw IpaiError(.unavailable, "pgvector is gone from the database", hint: "ipai store check")
    }
    return (name, Int32(truncatingIfNeeded: number))
  }

  /// Whether pgvector can store a vector of 16-bit numbers.
  static func isStorable(_ vector: [Float]) -> Bool {
    (1...16_000).contains(vector.count) && vector.allSatisfy { abs($0) <= 65_504 }
  }

  /// A vector as pgvector reads it.
  static func text(_ vector: [Float]) -> String {
    "[" + vector.map { "\($0)" }.joined(separator: ",") + "]"
  }

  /// A vector as pgvector writes it.
  package static func vector(_ text: String) -> [Float] {
    text.dropFirst().dropLast().split(separator: ",").map { Float($0) ?? 0 }
  }

  private static func quoted(_ text: String) -> String { "'" + text.replacing(scalar: "'", with: "''") + "'" }
}
