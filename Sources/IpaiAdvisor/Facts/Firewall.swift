/// A cloud firewall, as the schema `firewall` has it.
package struct Firewall: Resource {
  /// Where traffic comes from or goes to.
  package struct Peers: Codable, Equatable, Sendable {
    package var addresses: [String]?
    package var dropletIDs: [ResourceID]?
    package var loadBalancerUids: [String]?
    package var kubernetesIDs: [String]?
    package var tags: [String]?

    enum CodingKeys: String, CodingKey {
      case addresses, tags
      case dropletIDs = "droplet_ids"
      case loadBalancerUids = "load_balancer_uids"
      case kubernetesIDs = "kubernetes_ids"
    }
  }

  /// A rule for traffic that comes in.
  package struct InboundRule: Codable, Equatable, Sendable {
    package var `protocol`: String?
    package var ports: String?
    package var sources: Peers?

    enum CodingKeys: String, CodingKey {
      case `protocol`, ports, sources
    }
  }

  /// A rule for traffic that goes out.
  package struct OutboundRule: Codable, Equatable, Sendable {
    package var `protocol`: String?
    package var ports: String?
    package var destinations: Peers?

    enum CodingKeys: String, CodingKey {
      case `protocol`, ports, destinations
    }
  }

  /// A change that has not come to a Droplet yet.
  package struct Change: Codable, Equatable, Sendable {
    package var dropletID: ResourceID?
    package var isRemoving: Bool?
    package var status: String?

    enum CodingKeys: String, CodingKey {
      case status
      case dropletID = "droplet_id"
      case isRemoving = "removing"
    }
  }

  package var id: String
  package var name: String?
  package var status: String?
  package var createdAt: FactTime?
  package var inboundRules: [InboundRule]?
  package var outboundRules: [OutboundRule]?
  package var dropletIDs: [ResourceID]?
  package var tags: [String]?
  package var pendingChanges: [Change]?

  enum CodingKeys: String, CodingKey {
    case id, name, status, tags
    case createdAt = "created_at"
    case inboundRules = "inbound_rules"
    case outboundRules = "outbound_rules"
    case dropletIDs = "droplet_ids"
    case pendingChanges = "pending_changes"
  }

  package static let kind = ResourceKind.firewall
  package var key: String { id }
  package var displayName: String? { name }
}
