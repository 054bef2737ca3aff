/// A deployment of an app, as the schema `app_deployment` has it.
package struct AppDeployment: Codable, Equatable, Sendable {
  package var id: String?
  package var phase: String?
  package var cause: String?
  package var createdAt: FactTime?
  package var updatedAt: FactTime?

  enum CodingKeys: String, CodingKey {
    case id, phase, cause
    case createdAt = "created_at"
    case updatedAt = "updated_at"
  }
}
