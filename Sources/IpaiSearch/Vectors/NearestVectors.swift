/// The documents whose vectors are nearest to that of a query, and how far the similarities spread.
package struct NearestVectors: Sendable, Equatable {
  /// A document with the product of its vector and the query's.
  package struct Hit: Sendable, Equatable {
    /// Its number.
    package let document: Int
    /// The product, at most 1.
    package let similarity: Float
  }

  /// Nearest first; among equally near ones the one with the lower number comes first.
  package let hits: [Hit]
  /// The standard deviation of the similarities of all documents of the collection, whether they may be found or not.
  package let deviation: Float
}
