/// A reserved IPv4 address, as the schema `reserved_ip` has it.
package struct ReservedIP: Resource {
  /// The Droplet that has an address.
  package struct Holder: Codable, Equatable, Sendable {
    package var id: ResourceID?
    package var name: String?

    enum CodingKeys: String, CodingKey {
      case id, name
    }
  }

  package var ip: String
  package var region: Region?
  package var droplet: Holder?
  package var isLocked: Bool?
  package var projectID: String?

  enum CodingKeys: String, CodingKey {
    case ip, region, droplet
    case isLocked = "locked"
    case projectID = "project_id"
  }

  package static let kind = ResourceKind.reservedIP
  package var key: String { ip }
  package var displayName: String? { ip }
}
