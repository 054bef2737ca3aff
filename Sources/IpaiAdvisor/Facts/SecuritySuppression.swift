/// A finding of the posture management that somebody suppressed.
package struct SecuritySuppression: Codable, Equatable, Sendable {
  package var id: String?
  package var ruleUUID: String?
  package var ruleName: String?
  package var resourceID: String?
  package var resourceType: String?

  enum CodingKeys: String, CodingKey {
    case id
    case ruleUUID = "rule_uuid"
    case ruleName = "rule_name"
    case resourceID = "resource_id"
    case resourceType = "resource_type"
  }
}
