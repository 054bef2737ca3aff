/// A NAT gateway of virtual private clouds, as the schema `vpc_nat_gateway_get` has it.
package struct NATGateway: Resource {
  /// A virtual private cloud that a gateway serves.
  package struct Network: Codable, Equatable, Sendable {
    package var vpcUUID: String?
    package var gatewayIP: String?
    package var defaultGateway: Bool?

    enum CodingKeys: String, CodingKey {
      case vpcUUID = "vpc_uuid"
      case gatewayIP = "gateway_ip"
      case defaultGateway = "default_gateway"
    }
  }

  package var id: String
  package var name: String?
  package var type: String?
  package var state: String?
  package var region: String?
  package var size: Int?
  package var vpcs: [Network]?
  package var createdAt: FactTime?
  package var projectID: String?

  enum CodingKeys: String, CodingKey {
    case id, name, type, state, region, size, vpcs
    case createdAt = "created_at"
    case projectID = "project_id"
  }

  package static let kind = ResourceKind.natGateway
  package var key: String { id }
  package var displayName: String? { name }
}
