import IpaiCore
import IpaiSearch

/// What is known of a passage that was found.
package struct PassageHit: HitPayload, Equatable {
  /// The corpus.
  package let corpus: String
  /// The absolute path of its file, or the id under which it was imported.
  package let path: String
  /// How its document is written: `markdown`, or the name of a language.
  package let format: String
  /// What was imported with it, as a JSON object; nil for a file.
  package let metadata: String?
  /// What it is, and where.
  package let passage: Passage
  /// Other passages of the same file that match nearly as well, best first.
  package var further: [Passage] = []

  /// The hit for it. `date` is that of its file.
  func hit(_ id: [UInt8], date: Timestamp, _ ranked: Ranked, _ writer: HitWriter) -> SearchHit {
    let score = writer.score(ranked)
    let heading = passage.path.joined(separator: " ")
    var match = writer.bestLine(of: [("text", passage.text[...])], score)
    if match == nil {
      match = writer.bestLine(of: [("heading", heading[...]), ("path", path[...])], score)
    }
    return SearchHit(
      corpus: corpus, id: String(decoding: id, as: UTF8.self), score: score, date: date,
      title: passage.path.last ?? path, place: path, match: match, payload: self)
  }
}
