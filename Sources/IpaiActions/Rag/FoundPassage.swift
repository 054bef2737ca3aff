import Foundation
import IpaiCorpora
package import IpaiSearch

/// A passage of a document that was found, with the parts of its score.
package struct FoundPassage: Codable, Sendable, Equatable {
  /// The corpus.
  package var corpus: String
  /// The absolute path of the file.
  package var path: String
  /// Its first line, from 1 on.
  package var startLine: Int
  /// Its last line.
  package var endLine: Int
  /// The definition that it is, with the names of those around it; nil for other passages.
  package var symbol: String?
  /// The headings that lead to it; nil where there are none.
  package var heading: [String]?
  /// How the document is written: markdown, text, or the name of a language.
  package var lang: String
  /// The passage.
  package var text: String
  /// Higher is better.
  package var score: Double
  /// The parts of the score by field; they add up to it.
  package var components: [String: Double]
  /// How near its meaning is to that of the query, up to 1; nil when only words count or it is not among the nearest.
  package var similarity: Double?
  /// True when it was found by its meaning alone, because no word of the query occurs in it; nil otherwise.
  package var isMeaningOnly: Bool?
  /// The parts of the score by term of the query, highest first; nil when they were not asked for.
  package var terms: [TermContribution]?
  /// The line that matched best; nil when no single line did.
  package var match: MatchedLine?

  /// The lines around it; nil when they were not asked for, and for what is no file.
  package var context: PassageContext?
  /// What was imported with it; nil for a file.
  package var metadata: [String: AnyJSON]?
  /// Other passages of the same file that match nearly as well, best first; nil for none.
  package var more: [FurtherPassage]?

  /// The definition that it is, or the headings that lead to it; empty for neither.
  package var title: String { symbol ?? heading?.joined(separator: " > ") ?? "" }

  /// The passage of a hit; `explains` asks for `terms`.
  init(_ hit: SearchHit, _ found: PassageHit, explains: Bool) {
    corpus = found.corpus
    path = found.path
    startLine = found.passage.startLine
    endLine = found.passage.endLine
    (symbol, heading) = (found.passage.symbol, found.passage.heading)
    lang = found.format
    text = found.passage.text
    score = hit.score.total
    components = hit.score.components
    similarity = hit.score.similarity
    if hit.score.isMeaningOnly { isMeaningOnly = true }
    if explains { terms = hit.score.terms }
    match = hit.match
    if let text = found.metadata { metadata = try? JSONDecoder().decode([String: AnyJSON].self, from: Data(text.utf8)) }
    if !found.further.isEmpty { more = found.further.map(FurtherPassage.init) }
  }

  enum CodingKeys: String, CodingKey {
    case corpus, path, symbol, heading, lang, text, score, components, similarity, terms, match, context, metadata, more
    case startLine = "start_line"
    case endLine = "end_line"
    case isMeaningOnly = "meaning_only"
  }
}

/// Another passage of a file that was found.
package struct FurtherPassage: Codable, Sendable, Equatable {
  /// Its first line, from 1 on.
  package var startLine: Int
  /// Its last line.
  package var endLine: Int
  /// The definition that it is, with the names of those around it; nil for other passages.
  package var symbol: String?
  /// The headings that lead to it; nil where there are none.
  package var heading: [String]?

  init(_ passage: Passage) {
    (startLine, endLine) = (passage.startLine, passage.endLine)
    (symbol, heading) = (passage.symbol, passage.heading)
  }

  enum CodingKeys: String, CodingKey {
    case symbol, heading
    case startLine = "start_line"
    case endLine = "end_line"
  }
}

extension Passage {
  /// The definition that it is, with the names of those around it; nil for other passages.
  var symbol: String? { kind == .definition ? path.joined(separator: ".") : nil }
  /// The headings that lead to it; nil where there are none.
  var heading: [String]? { kind == .definition || path.isEmpty ? nil : path }
}
