/// What a check found last, as the schema `state` has it.
package struct UptimeState: Codable, Equatable, Sendable {
  /// What a check found from one region.
  package struct RegionState: Codable, Equatable, Sendable {
    package var status: String?
    package var statusChangedAt: FactTime?
    package var thirtyDayUptimePercentage: Double?

    enum CodingKeys: String, CodingKey {
      case status
      case statusChangedAt = "status_changed_at"
      case thirtyDayUptimePercentage = "thirty_day_uptime_percentage"
    }
  }

  package var regions: [String: RegionState]?

  enum CodingKeys: String, CodingKey {
    case regions
  }
}
