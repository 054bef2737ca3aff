import Foundation
import IpaiCore
import IpaiPostgres

/// Passages that are to be stored, by the columns of their table.
struct PassageColumns {
  private let corpus: String
  private var documents: [Int64] = []
  private var positions: [Int64] = []
  private var lines: (first: [Int64], last: [Int64]) = ([], [])
  private var kinds: [String] = []
  private var headings: [String] = []
  private var symbols: [String] = []
  private var texts: [String] = []
  private var digests: [[UInt8]] = []
  private var metadata: [String] = []
  /// The stems of each passage, by field.
  private(set) var words: [[String]] = []

  /// No passages of a corpus yet.
  init(corpus: String) { self.corpus = corpus }

  var count: Int { texts.count }
  var isEmpty: Bool { texts.isEmpty }

  /// Adds the passage at a position of a document.
  mutating func append(_ indexed: IndexedPassage, document: Int64, position: Int, _ content: DocumentContent) {
    let passage = indexed.passage
    documents.append(document)
    positions.append(Int64(position))
    lines.first.append(Int64(passage.startLine))
    lines.last.append(Int64(passage.endLine))
    kinds.append(passage.kind.rawValue)
    headings.append(indexed.heading)
    symbols.append(passage.kind == .definition ? passage.path.last ?? "" : "")
    texts.append(passage.text)
    digests.append(indexed.digest)
    metadata.append(Self.metadata(passage, content))
    words.append([indexed.words.path, indexed.words.heading, indexed.words.text])
  }

  /// Stores the passages under these numbers.
  func insert(_ connection: PostgresConnection, numbers: [Int64]) async throws {
    try await connection.query(
      """
      INSERT INTO mcp.rag_embeddings (
        corpus, number, document_id, position, start_line, end_line, kind, heading, symbol, chunk_text, digest, metadata)
      SELECT $1, p.number, p.document, p.position, p.first, p.last, p.kind,
        p.heading, nullif(p.symbol, ''), p.text, p.digest, p.metadata::jsonb
      FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[], $8::text[], $9::text[],
        $10::text[], $11::bytea[], $12::text[])
        AS p (number, document, position, first, last, kind, heading, symbol, text, digest, metadata)
      """,
      [
        .text(corpus), .integers(numbers), .integers(documents), .integers(positions), .integers(lines.first),
        .integers(lines.last), .texts(kinds), .texts(headings), .texts(symbols), .texts(texts), .blobs(digests),
        .texts(metadata),
      ])
  }

  /// What programs that know the table alone can read of a passage.
  private static func metadata(_ passage: Passage, _ content: DocumentContent) -> String {
    let known = Known(
      path: content.path, lang: content.format.name, startLine: passage.startLine,
      endLine: passage.endLine)
    guard let bytes = try? JSONEncoder().encode(known) else { return "{}" }
    return String(decoding: bytes, as: UTF8.self)
  }

  private struct Known: Encodable {
    let path: String
    let lang: String
    let startLine: Int
    let endLine: Int

    enum CodingKeys: String, CodingKey {
      case path, lang
      case startLine = "start_line"
      case endLine = "end_line"
    }
  }
}
