/// The sizes of a BERT encoder.
package struct ModelShape: Sendable, Equatable {
  /// Numbers in a token's representation and in the embedding of a text.
  package var hidden: Int
  package var layers: Int
  package var heads: Int
  package var intermediate: Int
  /// Tokens of a text that are read, [CLS] and [SEP] among them.
  package var maxTokens: Int
  package var vocabulary: Int
  package var positions: Int
  package var layerNormEpsilon: Float

  /// The kernels know heads of this size only.
  package static let headSize = 32
  /// The longest sequence and the largest sizes that the kernels and the file format take.
  private static let limits = (
    tokens: 512, hidden: 4096, intermediate: 16_384, layers: 64, vocabulary: 1 << 22, positions: 1 << 16
  )

  /// What is wrong with these sizes, to end "this model cannot be used: …"; nil when nothing is.
  package var complaint: String? {
    if hidden <= 0 || hidden % 64 != 0 || hidden > Self.limits.hidden {
      return "its hidden size is \(hidden), not a multiple of 64"
    }
    if heads != hidden / Self.headSize { return "its attention heads are not of size \(Self.headSize)" }
    if intermediate <= 0 || intermediate % 64 != 0 || intermediate > Self.limits.intermediate {
      return "its intermediate size is \(intermediate), not a multiple of 64"
    }
    if !(1...Self.limits.layers).contains(layers) { return "it has \(layers) layers" }
    if !(3...Self.limits.positions).contains(positions) { return "it has \(positions) positions" }
    if maxTokens < 3 || maxTokens > min(positions, Self.limits.tokens) {
      return "it takes texts of \(maxTokens) tokens"
    }
    if !(5...Self.limits.vocabulary).contains(vocabulary) { return "its vocabulary has \(vocabulary) entries" }
    if !(layerNormEpsilon > 0 && layerNormEpsilon < 1) { return "its layer norm epsilon is \(layerNormEpsilon)" }
    return nil
  }
}
