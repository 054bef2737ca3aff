import IpaiCore
import IpaiPostgres

extension SegmentStore {
  /// How many terms each field of documents has, by their numbers, without those that are in no segment. `places`: what is known of the
  /// segments, to which is added what is read of them.
  package func lengths(of numbers: [Int64], in places: SegmentPlaces) async throws -> [Int64: [Int]] {
    let wanted = Set(numbers)
    var lengths: [Int64: [Int]] = [:]
    try await note(places)
    // One at a time, since merged ones are large.
    for id in places.segments(with: wanted.sorted()) where lengths.count < wanted.count {
      for segment in try await segments(among: [id]) {
        for (number, counts) in zip(segment.documents, segment.lengths) where wanted.contains(number) {
          lengths[number] = counts
        }
      }
    }
    return lengths
  }

  /// Looks at the segments that `places` does not know.
  private func note(_ places: SegmentPlaces) async throws {
    let rows = try await connection.query(
      """
      SELECT s.id, r.low, r.high FROM mcp.word_segment s CROSS JOIN LATERAL (
        SELECT min(d.number) AS low, max(d.number) AS high FROM unnest(s.documents) AS d (number) WHERE d.number <> 0) r
      WHERE s.corpus = $1 AND NOT s.id = ANY ($2::bigint[])
      """, [.text(layout.name), .integers(places.known)])
    for row in rows {
      // One that has lost all of its documents has neither.
      guard let id = try row.integer(0), let low = try row.integer(1), let high = try row.integer(2) else { continue }
      places.note(id, low...high)
    }
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
