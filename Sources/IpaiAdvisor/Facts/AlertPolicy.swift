/// Who is told when a metric passes a line, as the schema `alert_policy` has it.
package struct AlertPolicy: Codable, Equatable, Sendable {
  package var uuid: String
  package var type: String?
  package var isEnabled: Bool?
  package var entities: [String]?
  package var tags: [String]?
  package var description: String?
  package var compare: String?
  package var value: Double?
  package var window: String?

  enum CodingKeys: String, CodingKey {
    case uuid, type, entities, tags, description, compare, value, window
    case isEnabled = "enabled"
  }
}
