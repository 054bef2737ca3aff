/// How many of the vectors that were copied to a store it has not taken.
package struct LeftOutVectors: Sendable, Equatable {
  /// Those for a database without pgvector.
  package var withoutExtension: Int
  /// Those with numbers that the store cannot keep, since they are too large or none.
  package var unstorable: Int

  /// None, unless said otherwise.
  package init(withoutExtension: Int = 0, unstorable: Int = 0) {
    self.withoutExtension = withoutExtension
    self.unstorable = unstorable
  }

  /// Adds those of other vectors.
  package static func += (sum: inout LeftOutVectors, other: LeftOutVectors) {
    sum.withoutExtension += other.withoutExtension
    sum.unstorable += other.unstorable
  }
}
