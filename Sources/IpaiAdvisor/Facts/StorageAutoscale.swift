/// Whether the storage of a database grows by itself, as the schema `database_storage_autoscale_params` has it.
package struct StorageAutoscale: Codable, Equatable, Sendable {
  package var isEnabled: Bool?
  package var thresholdPercent: Int?
  package var incrementGiB: Int?

  enum CodingKeys: String, CodingKey {
    case isEnabled = "enabled"
    case thresholdPercent = "threshold_percent"
    case incrementGiB = "increment_gib"
  }
}
