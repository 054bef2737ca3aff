/// A resource of a project, as the schema `resource` has it.
package struct ProjectResource: Codable, Equatable, Sendable {
  package var urn: String
  package var assignedAt: FactTime?
  package var status: String?

  enum CodingKeys: String, CodingKey {
    case urn, status
    case assignedAt = "assigned_at"
  }
}
