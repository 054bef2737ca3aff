/// A resource in a virtual private cloud, as the schema `vpc_member` has it.
package struct VPCMember: Codable, Equatable, Sendable {
  package var name: String?
  package var urn: String?
  package var createdAt: FactTime?

  enum CodingKeys: String, CodingKey {
    case name, urn
    case createdAt = "created_at"
  }
}
