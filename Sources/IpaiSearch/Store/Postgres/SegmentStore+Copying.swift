import IpaiCore
import IpaiPostgres

extension SegmentStore {
  /// How many terms each field of documents has, by their numbers, without those that are in no segment.
  package func lengths(of numbers: [Int64]) async throws -> [Int64: [Int]] {
    let wanted = Set(numbers)
    var lengths: [Int64: [Int]] = [:]
    for segment in try await segments(among: try await segments(with: numbers)) {
      for (number, counts) in zip(segment.documents, segment.lengths) where wanted.contains(number) {
        lengths[number] = counts
      }
    }
    return lengths
  }

  /// The words of documents. `isCancelled` is asked between two segments.
  ///
  /// Throws `IpaiError`: `.interrupted` when cancelled, `.unavailable` for an index that is damaged.
  package func words(of numbers: [Int64], isCancelled: @Sendable () -> Bool) async throws -> DocumentWords {
    var words = DocumentWords(of: numbers, fields: layout.fields.count)
    for segment in try await segments(among: try await segments(with: numbers)) {
      if isCancelled() { throw IpaiError(.interrupted, "interrupted") }
      let rows = try await connection.query(
        "SELECT term, postings FROM mcp.word_posting WHERE segment = $1", [.integer(segment.id)])
      for row in rows {
        words.begin(row.text(0) ?? "")
        for posting in try SegmentPosting.read(row.bytes(1) ?? []) where posting.place < segment.documents.count {
          let document = segment.documents[posting.place]
          guard document != 0, words.wants(document) else { continue }
          for (field, positions) in posting.positions {
            for position in positions { words.add(document, field: field, position: position) }
          }
        }
      }
    }
    return words
  }
}
