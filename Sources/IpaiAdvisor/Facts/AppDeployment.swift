/// A deployment of an app, as the schema `app_deployment` has it.
package struct AppDeployment: Codable, Equatable, Sendable {
  /// How far a deployment got, in steps.
  package struct Progress: Codable, Equatable, Sendable {
    package var successSteps: Int?
    package var errorSteps: Int?
    package var totalSteps: Int?

    enum CodingKeys: String, CodingKey {
      case successSteps = "success_steps"
      case errorSteps = "error_steps"
      case totalSteps = "total_steps"
    }
  }

  package var id: String?
  package var phase: String?
  package var cause: String?
  package var createdAt: FactTime?
  package var updatedAt: FactTime?
  package var progress: Progress?

  enum CodingKeys: String, CodingKey {
    case id, phase, cause, progress
    case createdAt = "created_at"
    case updatedAt = "updated_at"
  }
}
