/// An address of a Droplet, as the schemas `network_v4` and `network_v6` have it.
package struct NetworkAddress: Codable, Equatable, Sendable {
  package var ipAddress: String?
  package var type: String?

  enum CodingKeys: String, CodingKey {
    case type
    case ipAddress = "ip_address"
  }
}
