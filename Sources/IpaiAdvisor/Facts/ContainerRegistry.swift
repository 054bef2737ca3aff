/// A container registry, as the schema `registry` has it.
package struct ContainerRegistry: Resource {
  package var name: String
  package var createdAt: FactTime?
  package var region: String?
  package var storageUsageBytes: Int?
  package var subscription: RegistrySubscription?

  enum CodingKeys: String, CodingKey {
    case name, region, subscription
    case createdAt = "created_at"
    case storageUsageBytes = "storage_usage_bytes"
  }

  package static let kind = ResourceKind.registry
  package var key: String { name }
  package var displayName: String? { name }
}
