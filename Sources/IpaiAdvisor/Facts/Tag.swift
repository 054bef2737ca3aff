/// A tag, as the schema `tags` has it.
package struct Tag: Codable, Equatable, Sendable {
  package var name: String

  enum CodingKeys: String, CodingKey {
    case name
  }
}
