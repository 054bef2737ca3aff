/// An outcome that is a list and what there is to say of it.
package protocol ListOutcome: Codable, Sendable {
  associatedtype Item: Codable, Sendable

  var items: [Item] { get set }
}
