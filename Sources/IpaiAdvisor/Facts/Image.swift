/// An image, as the schema `image` has it.
package struct Image: Resource {
  package var id: ResourceID
  package var name: String?
  package var distribution: String?
  package var slug: String?
  package var isPublic: Bool?
  package var type: String?
  package var createdAt: FactTime?
  package var sizeGigabytes: Double?
  package var status: String?
  package var tags: [String]?

  enum CodingKeys: String, CodingKey {
    case id, name, distribution, slug, type, status, tags
    case isPublic = "public"
    case createdAt = "created_at"
    case sizeGigabytes = "size_gigabytes"
  }

  package static let kind = ResourceKind.image
  package var key: String { id.text }
  package var displayName: String? { name }
}
