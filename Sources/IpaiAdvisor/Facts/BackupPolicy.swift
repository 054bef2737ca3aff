/// When backups of a Droplet are made, as the schema `droplet_backup_policy_record` has it.
package struct BackupPolicy: Codable, Equatable, Sendable {
  /// How often backups are made, and how long they are kept.
  package struct Plan: Codable, Equatable, Sendable {
    package var plan: String?
    package var weekday: String?
    package var hour: Int?
    package var windowLengthHours: Int?
    package var retentionPeriodDays: Int?

    enum CodingKeys: String, CodingKey {
      case plan, weekday, hour
      case windowLengthHours = "window_length_hours"
      case retentionPeriodDays = "retention_period_days"
    }
  }

  package var dropletID: ResourceID?
  package var backupEnabled: Bool?
  package var backupPolicy: Plan?
  package var nextBackupWindow: TimeWindow?

  enum CodingKeys: String, CodingKey {
    case dropletID = "droplet_id"
    case backupEnabled = "backup_enabled"
    case backupPolicy = "backup_policy"
    case nextBackupWindow = "next_backup_window"
  }
}
