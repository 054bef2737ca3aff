/// An object that could not be read, and why, as the cause of an `IpaiError`.
package struct UnreadableObject: Error, CustomStringConvertible {
  package let id: ObjectID
  package let description: String

  package init(_ id: ObjectID, _ description: String) {
    self.id = id
    self.description = description
  }
}
