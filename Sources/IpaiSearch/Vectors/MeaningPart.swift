/// A part of a document's text that has an embedding of its own.
///
/// Products are linear: the product with the weighted sum of the embeddings is the sum of the products with each of them.
package struct MeaningPart: Sendable, Equatable {
  /// UTF-8.
  package let text: [UInt8]
  /// What its embedding is multiplied by.
  package let weight: Float

  /// A part that counts `weight` times.
  package init(_ text: [UInt8], weight: Float = 1) {
    self.text = text
    self.weight = weight
  }
}
