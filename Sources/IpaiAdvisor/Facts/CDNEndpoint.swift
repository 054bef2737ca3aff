/// An endpoint of the CDN, as the schema `cdn_endpoint` has it.
package struct CDNEndpoint: Resource {
  package var id: String
  package var origin: String?
  package var endpoint: String?
  package var ttl: Int?
  package var certificateID: String?
  package var customDomain: String?
  package var createdAt: FactTime?

  enum CodingKeys: String, CodingKey {
    case id, origin, endpoint, ttl
    case certificateID = "certificate_id"
    case customDomain = "custom_domain"
    case createdAt = "created_at"
  }

  package static let kind = ResourceKind.cdnEndpoint
  package var key: String { id }
  package var displayName: String? { endpoint }
}
