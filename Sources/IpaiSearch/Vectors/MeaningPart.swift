/// A part of a document's text whose embedding counts by itself.
///
/// Since a product is linear, one vector of all parts gives the sum of the products with each in one go.
package struct MeaningPart: Sendable, Equatable {
  /// UTF-8.
  package let text: [UInt8]
  /// What its embedding is multiplied with.
  package let weight: Float

  package init(_ text: [UInt8], weight: Float = 1) {
    self.text = text
    self.weight = weight
  }
}
