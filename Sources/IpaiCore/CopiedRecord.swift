/// Something that is copied whole from one store to another.
package protocol CopiedRecord: Sendable {
  /// The sha256 of all that it says, in hexadecimal digits: copies are equal when theirs are.
  var checksum: String { get }

  /// What is not the same in the one that the destination has, in a few words; nil where the two can become one.
  func conflict(with other: Self) -> String?

  /// What is still not the same in what the destination has after the record was written to it, in a few words.
  func difference(from other: Self) -> String
}

extension CopiedRecord {
  /// Where nothing more can be said.
  package func difference(from other: Self) -> String { "it is not the same in both after it was copied" }
}
