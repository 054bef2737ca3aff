/// A document in PostgreSQL that is shown as a hit.
package struct ShownDocument: Sendable {
  /// Its id, 1 to 255 bytes.
  package let id: [UInt8]
  /// The numbers of other parts of the same whole that match nearly as well, best first.
  package let further: [Int64]
}
