/// A Droplet, as the schema `droplet` has it.
package struct Droplet: Resource {
  /// The addresses of a Droplet.
  package struct Networks: Codable, Equatable, Sendable {
    package var v4: [NetworkAddress]?
    package var v6: [NetworkAddress]?

    enum CodingKeys: String, CodingKey {
      case v4, v6
    }
  }

  package var id: ResourceID
  package var name: String?
  package var memory: Int?
  package var vcpus: Int?
  package var disk: Int?
  package var status: String?
  package var isLocked: Bool?
  package var createdAt: FactTime?
  package var features: [String]?
  package var backupIDs: [ResourceID]?
  package var snapshotIDs: [ResourceID]?
  @Shared package var nextBackupWindow: TimeWindow?
  @Shared package var image: Image?
  package var volumeIDs: [String]?
  @Shared package var size: DropletSize?
  package var sizeSlug: String?
  @Shared package var networks: Networks?
  package var region: Region?
  package var tags: [String]?
  package var vpcUUID: String?

  enum CodingKeys: String, CodingKey {
    case id, name, memory, vcpus, disk, status, features, image, size, networks, region, tags
    case isLocked = "locked"
    case createdAt = "created_at"
    case backupIDs = "backup_ids"
    case snapshotIDs = "snapshot_ids"
    case nextBackupWindow = "next_backup_window"
    case volumeIDs = "volume_ids"
    case sizeSlug = "size_slug"
    case vpcUUID = "vpc_uuid"
  }

  package static let kind = ResourceKind.droplet
  package var key: String { id.text }
  package var displayName: String? { name }
}
