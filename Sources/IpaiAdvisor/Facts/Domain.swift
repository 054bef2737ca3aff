/// A DNS zone, as the schema `domain` has it.
package struct Domain: Resource {
  package var name: String
  package var ttl: Int?

  enum CodingKeys: String, CodingKey {
    case name, ttl
  }

  package static let kind = ResourceKind.domain
  package var key: String { name }
  package var displayName: String? { name }
}
