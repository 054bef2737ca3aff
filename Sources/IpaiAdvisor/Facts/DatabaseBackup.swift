/// A backup of a database, as the schema `backup` has it.
package struct DatabaseBackup: Codable, Equatable, Sendable {
  package var createdAt: FactTime?
  package var sizeGigabytes: Double?
  package var incremental: Bool?

  enum CodingKeys: String, CodingKey {
    case incremental
    case createdAt = "created_at"
    case sizeGigabytes = "size_gigabytes"
  }
}
