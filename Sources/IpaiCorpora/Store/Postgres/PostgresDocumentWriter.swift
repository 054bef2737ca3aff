import IpaiCore
import IpaiPostgres
import IpaiSearch

/// Writes what became of files of a source to PostgreSQL, within a transaction that is the only one to write corpora.
struct PostgresDocumentWriter {
  private let connection: PostgresConnection
  private let source: Int64

  /// Works within the transaction of `connection`.
  init(_ connection: PostgresConnection, source: Int64) {
    self.connection = connection
    self.source = source
  }

  /// Stores files, and the passages of those documents that were not stored before. `divided` has them by digest.
  ///
  /// Throws `IpaiError(.conflict)` when the source has been forgotten.
  func write(_ files: [ReadFile], _ divided: [[UInt8]: [IndexedPassage]]) async throws {
    let found = try await connection.query(
      """
      SELECT c.id, c.name FROM mcp.document_source s JOIN mcp.document_corpus c ON c.id = s.corpus_id
      WHERE s.id = $1
      """, [.integer(source)])
    guard let corpus = found.first, let number = try corpus.integer(0) else { throw CorpusConflict.forgotten }
    let words = SegmentStore(connection, .documents)
    try await words.changed()
    let contents = files.compactMap(\.content)
    let digests = Array(Set(contents.map(\.digest)))
    var documents = try await PostgresDocumentRows.numbers(connection, ofDigests: digests, in: source)
    var new: [DocumentContent] = []
    for content in contents where documents[content.digest] == nil {
      documents[content.digest] = 0
      new.append(content)
    }
    let made = try await insert(new, corpus: number)
    documents.merge(made) { $1 }
    try await insert(new, made, divided, corpus: corpus.text(1) ?? "", words)
    try await note(files, documents)
  }

  /// Stores documents, and returns their numbers by their digests.
  private func insert(_ new: [DocumentContent], corpus: Int64) async throws -> [[UInt8]: Int64] {
    guard !new.isEmpty else { return [:] }
    let digests = PostgresValue.blobs(new.map(\.digest))
    // Another version of the same text is in the way.
    let old = try await connection.query(
      """
      SELECT id FROM mcp.document
      WHERE corpus_id = $1 AND digest IN (SELECT unnest($2::bytea[]))
      """, [.integer(corpus), digests])
    if old.count > 0 {
      let numbers = try old.compactMap { try $0.integer(0) }
      try await connection.query(
        """
        UPDATE mcp.source_file SET document_id = NULL, skipped = 'unreadable', size = -1
        WHERE document_id = ANY ($1::bigint[])
        """, [.integers(numbers)])
      try await PostgresCorpusRemoval(connection).remove(numbers)
    }
    let rows = try await connection.query(
      """
      INSERT INTO mcp.document (corpus_id, digest, path, format, splitter)
      SELECT $1, d.digest, d.path, d.format, $5
      FROM unnest($2::bytea[], $3::text[], $4::text[]) AS d (digest, path, format) RETURNING digest, id
      """,
      [
        .integer(corpus), digests, .texts(new.map(\.path)), .texts(new.map(\.format.name)),
        .integer(Int64(DocumentSplitter.version)),
      ])
    var numbers: [[UInt8]: Int64] = [:]
    for row in rows { numbers[row.bytes(0) ?? []] = try row.integer(1) }
    return numbers
  }

  /// Stores the passages of documents that are new, and makes them findable.
  private func insert(
    _ new: [DocumentContent], _ numbers: [[UInt8]: Int64], _ divided: [[UInt8]: [IndexedPassage]], corpus: String,
    _ words: SegmentStore
  ) async throws {
    var rows = PassageColumns(corpus: corpus)
    for content in new {
      guard let document = numbers[content.digest] else { continue }
      let passages = try divided[content.digest] ?? content.divided()
      for (position, passage) in passages.enumerated() {
        rows.append(passage, document: document, position: position, content)
      }
    }
    guard !rows.isEmpty else { return }
    // They are numbered in this order, since those of a document must follow each other.
    let first = try await connection.query(
      """
      SELECT nextval(pg_get_serial_sequence('mcp.rag_embeddings', 'number')) FROM generate_series(1, $1::bigint)
      """, [.integer(Int64(rows.count))])
    let places = try first.compactMap { try $0.integer(0) }.sorted()
    let stored = rows
    try await words.add(zip(places, rows.words).map { (number: $0, fields: $1) }) {
      try await stored.insert(connection, numbers: places)
    }
  }

  /// Notes what became of files. `documents` are the numbers of their documents, by digest.
  private func note(_ files: [ReadFile], _ documents: [[UInt8]: Int64]) async throws {
    var last: [[UInt8]: Int] = [:]
    for (place, file) in files.enumerated() { last[Array(file.path.utf8)] = place }
    let files = last.values.sorted().map { files[$0] }
    let numbers = files.map { file in
      file.content.flatMap { documents[$0.digest] }.map(String.init) ?? ""
    }
    let reasons = files.map { file in
      if case .failure(let failure) = file.result { failure.reason.rawValue } else { "" }
    }
    try await connection.query(
      """
      INSERT INTO mcp.source_file (source_id, path, document_id, skipped, size, modified, changed, metadata)
      SELECT $1, f.path, nullif(f.document, '')::bigint, nullif(f.skipped, ''), f.size, f.modified,
        f.changed, nullif(f.metadata, '')
      FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::text[])
        AS f (path, document, skipped, size, modified, changed, metadata)
      ORDER BY f.path
      ON CONFLICT (source_id, md5(path)) DO UPDATE SET
        document_id = excluded.document_id, skipped = excluded.skipped, size = excluded.size,
        modified = excluded.modified, changed = excluded.changed, metadata = excluded.metadata
      """,
      [
        .integer(source), .texts(files.map(\.path)), .texts(numbers), .texts(reasons),
        .integers(files.map(\.stamp.size)), .integers(files.map(\.stamp.modified)),
        .integers(files.map(\.stamp.changed)), .texts(files.map { $0.metadata ?? "" }),
      ])
  }
}
