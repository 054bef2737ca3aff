/// A block storage volume, as the schema `volume_full` has it.
package struct Volume: Resource {
  package var id: String
  package var name: String?
  package var region: Region?
  package var dropletIDs: [ResourceID]?
  package var sizeGigabytes: Int?
  package var createdAt: FactTime?
  package var filesystemType: String?
  package var filesystemLabel: String?
  package var tags: [String]?

  enum CodingKeys: String, CodingKey {
    case id, name, region, tags
    case dropletIDs = "droplet_ids"
    case sizeGigabytes = "size_gigabytes"
    case createdAt = "created_at"
    case filesystemType = "filesystem_type"
    case filesystemLabel = "filesystem_label"
  }

  package static let kind = ResourceKind.volume
  package var key: String { id }
  package var displayName: String? { name }
}
