import Foundation
import GRDB
import IpaiCore
import IpaiSearch

/// Which files of corpora a search is limited to.
struct PassageFilter {
  private let paths: PathGlobs
  private let languages: Set<String>
  private let metadata: [MetadataCondition]
  /// In nanoseconds since 1970.
  private let dates: ClosedRange<Int64>

  /// nil when the filter keeps all files.
  init?(_ filter: DocumentFilter) {
    guard
      !filter.paths.isEmpty || !filter.languages.isEmpty || !filter.metadata.isEmpty || filter.since != nil
        || filter.until != nil
    else { return nil }
    // A folder stands for what is in it.
    paths = PathGlobs(filter.paths.flatMap { $0.hasSuffix("/") ? [$0] : [$0, $0 + "/**"] })
    languages = Set(filter.languages)
    metadata = filter.metadata
    let first = filter.since.map { Self.nanoseconds($0.seconds, 0) } ?? .min
    let last = filter.until.map { Self.nanoseconds($0.seconds, 999_999_999) } ?? .max
    dates = first...max(first, last)
  }

  private static func nanoseconds(_ seconds: Int64, _ rest: Int64) -> Int64 {
    let (product, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    if overflows { return seconds < 0 ? .min : .max }
    let (sum, isTooLarge) = product.addingReportingOverflow(rest)
    return isTooLarge ? .max : sum
  }

  /// `size` numbers, by passage: 1 for those of files that the filter keeps.
  func kept(_ db: Database, in scope: CorpusSelection, size: Int) throws -> [UInt8] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT f.document_id, f.path, d.format, f.modified, f.metadata
        FROM source_file f JOIN document_source s ON s.id = f.source_id
        JOIN document_corpus c ON c.id = s.corpus_id JOIN document d ON d.id = f.document_id
        WHERE c.name IN (\(scope.quotedNames))
        """)
    var documents: Set<Int64> = []
    while let row = try rows.next() {
      if keeps(path: row[1], format: row[2], modified: row[3], metadata: row[4]) { documents.insert(row[0]) }
    }
    return try passages(db, of: documents, size: size)
  }

  /// Whether the filter keeps a file. `modified` is in nanoseconds since 1970.
  func keeps(path: String, format: String, modified: Int64, metadata text: String?) -> Bool {
    guard paths.patterns.isEmpty || paths.match(path) else { return false }
    guard languages.isEmpty || languages.contains(format) else { return false }
    guard dates.contains(modified) else { return false }
    guard !metadata.isEmpty else { return true }
    guard let text, let members = FlatMetadata(text) else { return false }
    return metadata.allSatisfy(members.holds)
  }

  private func passages(_ db: Database, of documents: Set<Int64>, size: Int) throws -> [UInt8] {
    var kept = [UInt8](repeating: 0, count: size)
    let list = "[" + documents.map(String.init).joined(separator: ",") + "]"
    let rows = try Row.fetchCursor(
      db, sql: "SELECT id FROM passage WHERE document_id IN (SELECT value FROM json_each(?))", arguments: [list])
    while let row = try rows.next() {
      let number: Int = row[0]
      if number < size { kept[number] = 1 }
    }
    return kept
  }
}
