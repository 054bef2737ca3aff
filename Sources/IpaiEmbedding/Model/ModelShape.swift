/// The sizes of a BERT encoder (Devlin et al., 2019).
package struct ModelShape: Sendable, Equatable {
  /// The number of numbers in a token's representation and in the embedding of a text.
  package var hidden: Int
  /// The number of layers.
  package var layers: Int
  /// The number of attention heads in a layer.
  package var heads: Int
  /// The width of the feed-forward part of a layer.
  package var intermediate: Int
  /// The number of tokens of a text that are read, [CLS] and [SEP] among them.
  package var maxTokens: Int
  /// The number of pieces in the vocabulary.
  package var vocabulary: Int
  /// The number of positions that have an embedding.
  package var positions: Int
  /// The number that keeps a layer norm from dividing by zero.
  package var layerNormEpsilon: Float

  /// The only size of heads that the kernels know.
  package static let headSize = 32
  /// The longest sequence and the largest sizes that the kernels and the file format take.
  private static let limits = (
    tokens: 512, hidden: 4096, intermediate: 16_384, layers: 64, vocabulary: 1 << 22, positions: 1 << 16
  )

  /// What is wrong with these sizes, to follow "this model cannot be used: "; nil when nothing is wrong.
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
