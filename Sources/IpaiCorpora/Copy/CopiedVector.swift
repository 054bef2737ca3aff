/// What a passage means, as it is copied from one store to another.
package struct CopiedVector: Sendable, Equatable {
  /// The digest of the heading and the text, in 16 bytes, by which it belongs to all passages with that text.
  package let digest: [UInt8]
  /// Its numbers.
  let values: [Float]
}
