/// A project, as the schema `project` has it.
package struct Project: Resource {
  package var id: String
  package var name: String?
  package var purpose: String?
  package var environment: String?
  package var isDefault: Bool?
  package var createdAt: FactTime?

  enum CodingKeys: String, CodingKey {
    case id, name, purpose, environment
    case isDefault = "is_default"
    case createdAt = "created_at"
  }

  package static let kind = ResourceKind.project
  package var key: String { id }
  package var displayName: String? { name }
}
