/// A virtual private cloud, as the schema `vpc` has it.
package struct VPC: Resource {
  package var id: String
  package var name: String?
  package var description: String?
  package var region: String?
  package var ipRange: String?
  package var isDefault: Bool?
  package var createdAt: FactTime?

  enum CodingKeys: String, CodingKey {
    case id, name, description, region
    case ipRange = "ip_range"
    case isDefault = "default"
    case createdAt = "created_at"
  }

  package static let kind = ResourceKind.vpc
  package var key: String { id }
  package var displayName: String? { name }
}
