import GRDB
import IpaiSearch

/// The statistics of the collections searched last, valid as long as the corpus does not change.
struct CollectionCache: Sendable {
  struct Key: Hashable, Sendable {
    /// Rows of `repository`; nil for all.
    let repositories: [Int64]?
    /// `corpus.version`.
    let version: Int64
  }

  private var kept: [(key: Key, statistics: CollectionStatistics)] = []
  private static let most = 4

  func statistics(for key: Key) -> CollectionStatistics? { kept.first { $0.key == key }?.statistics }

  mutating func keep(_ statistics: CollectionStatistics, for key: Key) {
    kept.removeAll { $0.key.repositories == key.repositories }
    kept.append((key, statistics))
    if kept.count > Self.most { kept.removeFirst() }
  }
}

/// Reads the lengths of the fields of the commits that repositories reach.
enum CollectionReader {
  /// `commit_words_docsize` is where FTS5 keeps them: for each row a blob with a varint for each column (SQLite
  /// documentation, "FTS5 Data Structures"); reading them there is one scan instead of a call for each row and column.
  static func read(_ db: Database, _ repositories: [Int64]?, _ model: BM25F) throws -> CollectionStatistics {
    let scope: SQL =
      repositories.map { "id IN (SELECT commit_id FROM reachable WHERE repository_id IN \($0))" }
      ?? "id IN (SELECT commit_id FROM reachable)"
    let request: SQLRequest<Row> = "SELECT id, sz FROM commit_words_docsize WHERE \(scope) ORDER BY id"
    let rows = try request.fetchCursor(db)
    var documents: [(document: Int, lengths: SIMD8<UInt32>)] = []
    while let row = try rows.next() {
      let lengths = try row.withUnsafeData(atIndex: 1) { data in data.map { Self.lengths($0) } ?? SIMD8<UInt32>.zero }
      documents.append((row[0], lengths))
    }
    return CollectionStatistics(documents, model: model)
  }

  /// The varints of a blob: seven bits a byte, most significant first, the high bit set on all but the last.
  private static func lengths(_ blob: some Sequence<UInt8>) -> SIMD8<UInt32> {
    var lengths = SIMD8<UInt32>.zero
    var (column, value): (Int, UInt32) = (0, 0)
    for byte in blob where column < 8 {
      value = value << 7 | UInt32(byte & 0x7F)
      if byte & 0x80 == 0 {
        lengths[column] = value
        column += 1
        value = 0
      }
    }
    return lengths
  }
}
