/// A scan of DigitalOcean's own posture management, as the schema `scan` has it.
package struct SecurityScan: Codable, Equatable, Sendable {
  /// Something that the scan found.
  package struct Finding: Codable, Equatable, Sendable {
    package var ruleUUID: String?
    package var name: String?
    package var details: String?
    package var foundAt: FactTime?
    package var severity: String?
    package var businessImpact: String?
    package var technicalDetails: String?
    package var mitigationSteps: [Step]?
    package var affectedResourcesCount: Int?

    enum CodingKeys: String, CodingKey {
      case name, details, severity
      case ruleUUID = "rule_uuid"
      case foundAt = "found_at"
      case businessImpact = "business_impact"
      case technicalDetails = "technical_details"
      case mitigationSteps = "mitigation_steps"
      case affectedResourcesCount = "affected_resources_count"
    }
  }

  /// What to do about it.
  package struct Step: Codable, Equatable, Sendable {
    package var step: Int?
    package var title: String?
    package var description: String?

    enum CodingKeys: String, CodingKey {
      case step, title, description
    }
  }

  package var id: String?
  package var status: String?
  package var createdAt: FactTime?
  package var findings: [Finding]?

  enum CodingKeys: String, CodingKey {
    case id, status, findings
    case createdAt = "created_at"
  }
}
