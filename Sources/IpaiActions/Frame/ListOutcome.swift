/// An outcome that is a list, with whatever is to be said about it.
package protocol ListOutcome: Codable, Sendable {
  /// What is listed.
  associatedtype Item: Codable, Sendable

  /// The list, in its order.
  var items: [Item] { get set }
}
