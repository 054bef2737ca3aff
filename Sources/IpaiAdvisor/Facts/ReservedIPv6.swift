/// A reserved IPv6 address, as the schema `reserved_ipv6_list` has it.
package struct ReservedIPv6: Resource {
  package var ip: String
  package var regionSlug: String?
  package var droplet: ReservedIP.Holder?
  package var reservedAt: FactTime?

  enum CodingKeys: String, CodingKey {
    case ip, droplet
    case regionSlug = "region_slug"
    case reservedAt = "reserved_at"
  }

  package static let kind = ResourceKind.reservedIPv6
  package var key: String { ip }
  package var displayName: String? { ip }
}
