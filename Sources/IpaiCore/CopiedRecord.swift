/// Something that is copied whole from one store to another.
package protocol CopiedRecord: Sendable {
  /// The sha256 of all that it says, in hexadecimal digits: copies are equal when theirs are.
  var checksum: String { get }
}
