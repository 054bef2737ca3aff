/// A cluster of DigitalOcean Kubernetes, as the schema `cluster` has it.
package struct KubernetesCluster: Resource {
  /// Nodes of one size.
  package struct NodePool: Codable, Equatable, Sendable {
    package var id: String
    package var name: String?
    package var size: String?
    package var count: Int?
    package var tags: [String]?
    package var scalesAutomatically: Bool?
    package var minNodes: Int?
    package var maxNodes: Int?
    package var nodes: [Node]?

    enum CodingKeys: String, CodingKey {
      case id, name, size, count, tags, nodes
      case scalesAutomatically = "auto_scale"
      case minNodes = "min_nodes"
      case maxNodes = "max_nodes"
    }
  }

  /// A node of a cluster.
  package struct Node: Codable, Equatable, Sendable {
    package var id: String?
    package var name: String?
    package var status: State?
    package var dropletID: ResourceID?
    package var createdAt: FactTime?
    package var updatedAt: FactTime?

    enum CodingKeys: String, CodingKey {
      case id, name, status
      case dropletID = "droplet_id"
      case createdAt = "created_at"
      case updatedAt = "updated_at"
    }
  }

  /// How a cluster or a node is.
  package struct State: Codable, Equatable, Sendable {
    package var state: String?
    package var message: String?

    enum CodingKeys: String, CodingKey {
      case state, message
    }
  }

  /// When a cluster is updated.
  package struct MaintenancePolicy: Codable, Equatable, Sendable {
    package var startTime: String?
    package var duration: String?
    package var day: String?

    enum CodingKeys: String, CodingKey {
      case duration, day
      case startTime = "start_time"
    }
  }

  /// From where the control plane can be reached.
  package struct ControlPlaneFirewall: Codable, Equatable, Sendable {
    package var isEnabled: Bool?
    package var allowedAddresses: [String]?

    enum CodingKeys: String, CodingKey {
      case isEnabled = "enabled"
      case allowedAddresses = "allowed_addresses"
    }
  }

  package var id: String
  package var name: String?
  package var region: String?
  package var version: String?
  package var vpcUUID: String?
  package var ipv4: String?
  package var endpoint: String?
  package var tags: [String]?
  package var nodePools: [NodePool]?
  package var maintenancePolicy: MaintenancePolicy?
  package var upgradesAutomatically: Bool?
  package var isolatedWorkers: Bool?
  package var status: State?
  package var createdAt: FactTime?
  package var surgeUpgrade: Bool?
  package var registryEnabled: Bool?
  package var isHighlyAvailable: Bool?
  package var controlPlaneFirewall: ControlPlaneFirewall?

  enum CodingKeys: String, CodingKey {
    case id, name, region, version, ipv4, endpoint, tags, status
    case vpcUUID = "vpc_uuid"
    case nodePools = "node_pools"
    case maintenancePolicy = "maintenance_policy"
    case upgradesAutomatically = "auto_upgrade"
    case isolatedWorkers = "isolated_workers"
    case createdAt = "created_at"
    case surgeUpgrade = "surge_upgrade"
    case registryEnabled = "registry_enabled"
    case isHighlyAvailable = "ha"
    case controlPlaneFirewall = "control_plane_firewall"
  }

  package static let kind = ResourceKind.kubernetes
  package var key: String { id }
  package var displayName: String? { name }
}
