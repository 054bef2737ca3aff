/// A document with its score and the parts of it.
package struct Ranked: Sendable {
  /// Its number.
  package let document: Int
  /// The sum of its parts.
  package let score: Float
  /// The part of the score of each term of the query, field by field.
  package let parts: [SIMD8<Float>]
  /// The part of the score that it has because the query names it.
  package let name: Float
  /// The part of the score that it has for its meaning.
  package let meaning: Float
  /// The product of its vector and the query's, at most 1; nil when it is not among the nearest.
  package let similarity: Float?
  /// Other parts of the score, by name.
  package let others: [String: Float]
  /// True when no word of the query occurs in it.
  package let isMeaningOnly: Bool
  /// The numbers of other parts of the same whole that match nearly as well, best first; empty for a document without a whole.
  package var further: [Int] = []
}
