/// A managed database, as the schema `database_cluster` has it, without passwords.
package struct DatabaseCluster: Resource {
  /// When a database is updated, and whether something waits for it.
  package struct MaintenanceWindow: Codable, Equatable, Sendable {
    package var day: String?
    package var hour: String?
    package var isPending: Bool?
    package var description: [String]?

    enum CodingKeys: String, CodingKey {
      case day, hour, description
      case isPending = "pending"
    }
  }

  /// Where a database listens.
  package struct Connection: Codable, Equatable, Sendable {
    package var host: String?
    package var port: Int?
    package var user: String?
    package var database: String?

    enum CodingKeys: String, CodingKey {
      case host, port, user, database
    }
  }

  package var id: String
  package var name: String?
  package var engine: String?
  package var version: String?
  package var numNodes: Int?
  package var region: String?
  package var status: String?
  package var createdAt: FactTime?
  package var size: String?
  package var tags: [String]?
  package var privateNetworkUUID: String?
  package var projectID: String?
  package var versionEndOfLife: FactTime?
  package var versionEndOfAvailability: FactTime?
  package var storageSizeMiB: Int?
  package var maintenanceWindow: MaintenanceWindow?
  package var connection: Connection?
  package var privateConnection: Connection?
  package var dbNames: [String]?

  enum CodingKeys: String, CodingKey {
    case id, name, engine, version, region, status, size, tags, connection
    case numNodes = "num_nodes"
    case createdAt = "created_at"
    case privateNetworkUUID = "private_network_uuid"
    case projectID = "project_id"
    case versionEndOfLife = "version_end_of_life"
    case versionEndOfAvailability = "version_end_of_availability"
    case storageSizeMiB = "storage_size_mib"
    case maintenanceWindow = "maintenance_window"
    case privateConnection = "private_connection"
    case dbNames = "db_names"
  }

  package static let kind = ResourceKind.database
  package var key: String { id }
  package var displayName: String? { name }
}
