/// A pool of Droplets that grows and shrinks, as the schema `autoscale_pool` has it.
package struct AutoscalePool: Resource {
  /// How large a pool may be.
  package struct Limits: Codable, Equatable, Sendable {
    package var minInstances: Int?
    package var maxInstances: Int?
    package var targetNumberInstances: Int?

    enum CodingKeys: String, CodingKey {
      case minInstances = "min_instances"
      case maxInstances = "max_instances"
      case targetNumberInstances = "target_number_instances"
    }
  }

  /// What the members of a pool are made from.
  package struct Template: Codable, Equatable, Sendable {
    package var name: String?
    package var size: String?
    package var region: String?
    package var image: String?
    package var tags: [String]?
    package var vpcUUID: String?
    package var projectID: String?

    enum CodingKeys: String, CodingKey {
      case name, size, region, image, tags
      case vpcUUID = "vpc_uuid"
      case projectID = "project_id"
    }
  }

  package var id: String
  package var name: String?
  package var config: Limits?
  package var dropletTemplate: Template?
  package var createdAt: FactTime?
  package var status: String?
  package var activeResourcesCount: Int?

  enum CodingKeys: String, CodingKey {
    case id, name, config, status
    case dropletTemplate = "droplet_template"
    case createdAt = "created_at"
    case activeResourcesCount = "active_resources_count"
  }

  package static let kind = ResourceKind.autoscalePool
  package var key: String { id }
  package var displayName: String? { name }
}
