/// A snapshot of a Droplet or a volume, as the schema `snapshots` has it.
package struct Snapshot: Resource {
  package var id: ResourceID
  package var name: String?
  package var createdAt: FactTime?
  package var regions: [String]?
  package var resourceID: ResourceID?
  package var resourceType: String?
  package var minDiskSize: Int?
  package var sizeGigabytes: Double?
  package var tags: [String]?

  enum CodingKeys: String, CodingKey {
    case id, name, regions, tags
    case createdAt = "created_at"
    case resourceID = "resource_id"
    case resourceType = "resource_type"
    case minDiskSize = "min_disk_size"
    case sizeGigabytes = "size_gigabytes"
  }

  package static let kind = ResourceKind.snapshot
  package var key: String { id.text }
  package var displayName: String? { name }
}
