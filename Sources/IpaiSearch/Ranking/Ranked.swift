/// A document with its score and what it is made of.
package struct Ranked: Sendable {
  /// Its number.
  package let document: Int
  package let score: Float
  /// By term of the query: its part of the score, field by field.
  package let parts: [SIMD8<Float>]
  /// The part of the score that its name gave: the query is its id.
  package let name: Float
  /// The part of the score that its meaning gave.
  package let meaning: Float
  /// The product of its vector and the query's, at most 1; nil when it is not among the nearest.
  package let similarity: Float?
  /// True when no word of the query occurs in it.
  package let isMeaningOnly: Bool
}
