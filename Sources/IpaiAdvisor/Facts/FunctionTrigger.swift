/// Something that calls a function, as the schema `trigger_info` has it.
package struct FunctionTrigger: Codable, Equatable, Sendable {
  /// When a function is called.
  package struct Schedule: Codable, Equatable, Sendable {
    package var cron: String?

    enum CodingKeys: String, CodingKey {
      case cron
    }
  }

  /// When a function was called, and will be.
  package struct Runs: Codable, Equatable, Sendable {
    package var lastRunAt: FactTime?
    package var nextRunAt: FactTime?

    enum CodingKeys: String, CodingKey {
      case lastRunAt = "last_run_at"
      case nextRunAt = "next_run_at"
    }
  }

  package var name: String?
  package var namespace: String?
  package var function: String?
  package var type: String?
  package var isEnabled: Bool?
  package var createdAt: FactTime?
  package var updatedAt: FactTime?
  package var scheduledDetails: Schedule?
  package var scheduledRuns: Runs?

  enum CodingKeys: String, CodingKey {
    case name, namespace, function, type
    case isEnabled = "is_enabled"
    case createdAt = "created_at"
    case updatedAt = "updated_at"
    case scheduledDetails = "scheduled_details"
    case scheduledRuns = "scheduled_runs"
  }
}
