/// A check from outside, as the schema `check` has it.
package struct UptimeCheck: Resource {
  package var id: String
  package var name: String?
  package var type: String?
  package var target: String?
  package var regions: [String]?
  package var isEnabled: Bool?

  enum CodingKeys: String, CodingKey {
    case id, name, type, target, regions
    case isEnabled = "enabled"
  }

  package static let kind = ResourceKind.uptimeCheck
  package var key: String { id }
  package var displayName: String? { name }
}
