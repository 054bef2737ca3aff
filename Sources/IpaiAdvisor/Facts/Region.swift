/// A region, as the schema `region` has it.
package struct Region: Codable, Equatable, Sendable {
  package var slug: String?
  package var name: String?

  enum CodingKeys: String, CodingKey {
    case slug, name
  }
}
