import Foundation

/// BM25F: one saturation over the length-normalised term frequencies of all fields (Robertson, Zaragoza and Taylor,
/// "Simple BM25 extension to multiple weighted fields", 2004; Robertson and Zaragoza, "The Probabilistic Relevance
/// Framework: BM25 and Beyond", 2009, section 3.6).
package struct BM25F: Sendable {
  /// How soon further occurrences of a term stop counting.
  package let k1: Float
  /// How much the length of a field counts, from 0 to 1.
  package let b: Float
  /// One weight for each field, up to eight fields.
  package let weights: SIMD8<Float>

  /// The function with the usual parameters, unless said otherwise.
  package init(k1: Float = 1.2, b: Float = 0.75, weights: SIMD8<Float> = SIMD8(repeating: 1)) {
    self.k1 = k1
    self.b = b
    self.weights = weights
  }

  /// What each field's term frequency is multiplied by in a document: weight / (1 − b + b · length / mean length).
  func normalization(lengths: SIMD8<Float>, means: SIMD8<Float>) -> SIMD8<Float> {
    weights / (1 - b + b * lengths / means)
  }

  /// The inverse document frequency of a term that `matching` of `count` documents hold; never negative.
  func inverseDocumentFrequency(matching: Int, of count: Int) -> Float {
    let matching = Float(matching)
    let count = Float(count)
    return log(1 + (count - matching + 0.5) / (matching + 0.5))
  }

  /// The score of one term, from its frequency summed over the normalised fields; always less than k1 + 1.
  func saturated(_ frequency: Float) -> Float { frequency * (k1 + 1) / (frequency + k1) }
}
