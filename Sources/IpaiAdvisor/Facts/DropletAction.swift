/// What was done to a Droplet, as the schema `action` has it.
package struct DropletAction: Codable, Equatable, Sendable {
  package var id: ResourceID?
  package var type: String?
  package var status: String?
  package var startedAt: FactTime?
  package var completedAt: FactTime?

  enum CodingKeys: String, CodingKey {
    case id, type, status
    case startedAt = "started_at"
    case completedAt = "completed_at"
  }
}
