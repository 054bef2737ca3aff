/// An object that could not be read, and why, as the cause of an `IpaiError`.
package struct UnreadableObject: Error, CustomStringConvertible {
  /// The name of the object.
  package let id: ObjectID
  /// The reason in words.
  package let description: String

  /// An object, and why it could not be read.
  package init(_ id: ObjectID, _ description: String) {
    self.id = id
    self.description = description
  }
}
