/// What one term of the query gave to a score.
package struct TermContribution: Codable, Sendable, Equatable {
  /// The word as it was typed.
  package var word: String
  /// The form it is indexed in.
  package var term: String
  package var score: Double
  /// How rare the term is in the documents searched.
  package var inverseDocumentFrequency: Double
  package var fields: [String: Double]

  package init(word: String, term: String, score: Double, inverseDocumentFrequency: Double, fields: [String: Double]) {
    self.word = word
    self.term = term
    self.score = score
    self.inverseDocumentFrequency = inverseDocumentFrequency
    self.fields = fields
  }

  enum CodingKeys: String, CodingKey {
    case word, term, score, fields
    case inverseDocumentFrequency = "idf"
  }
}
