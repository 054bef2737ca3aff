/// An access key of Spaces without its secret part, which the API does not give, as the schema `key` has it.
package struct SpacesKey: Resource {
  /// What a key may do with a bucket; an empty name stands for all buckets.
  package struct Grant: Codable, Equatable, Sendable {
    package var bucket: String?
    package var permission: String?

    enum CodingKeys: String, CodingKey {
      case bucket, permission
    }
  }

  package var name: String?
  package var grants: [Grant]?
  package var accessKey: String
  package var createdAt: FactTime?

  enum CodingKeys: String, CodingKey {
    case name, grants
    case accessKey = "access_key"
    case createdAt = "created_at"
  }

  package static let kind = ResourceKind.spacesKey
  package var key: String { AccessKeyName.key(accessKey) }
  package var displayName: String? { name }
}
