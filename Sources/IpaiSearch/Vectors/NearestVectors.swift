/// The documents whose vectors are nearest to a query's, and how far a query's similarities spread.
package struct NearestVectors: Sendable, Equatable {
  /// A document with the product of its vector and the query's.
  package struct Hit: Sendable, Equatable {
    package let document: Int
    package let similarity: Float
  }

  /// Nearest first; among equals the one with the lower number.
  package let hits: [Hit]
  /// The standard deviation of the similarities of all documents of the collection, whether they may be found or not.
  package let deviation: Float
}
