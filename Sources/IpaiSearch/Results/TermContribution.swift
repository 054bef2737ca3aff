/// What one term of the query contributed to a score.
package struct TermContribution: Codable, Sendable, Equatable {
  /// The word as it was typed.
  package var word: String
  /// The form in which it is indexed.
  package var term: String
  /// Its part of the score.
  package var score: Double
  /// How rare the term is in the documents searched.
  package var inverseDocumentFrequency: Double
  /// Its part of the score, by field.
  package var fields: [String: Double]

  /// `fields` add up to `score`.
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
