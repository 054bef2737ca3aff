/// Who is told when a check fails, as the schema `alert` has it.
package struct UptimeAlert: Codable, Equatable, Sendable {
  package var id: String?
  package var name: String?
  package var type: String?

  enum CodingKeys: String, CodingKey {
    case id, name, type
  }
}
