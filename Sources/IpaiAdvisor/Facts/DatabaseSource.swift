/// Who may connect to a database, as the schema `firewall_rule` has it.
package struct DatabaseSource: Codable, Equatable, Sendable {
  package var uuid: String?
  package var type: String?
  package var value: String?
  package var createdAt: FactTime?

  enum CodingKeys: String, CodingKey {
    case uuid, type, value
    case createdAt = "created_at"
  }
}
