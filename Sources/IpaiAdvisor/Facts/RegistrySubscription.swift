/// The plan of a container registry, as the schema `subscription` has it.
package struct RegistrySubscription: Codable, Equatable, Sendable {
  /// What a plan includes and costs, in cents.
  package struct Tier: Codable, Equatable, Sendable {
    package var name: String?
    package var slug: String?
    package var includedStorageBytes: Int?
    package var allowStorageOverage: Bool?
    package var monthlyPriceInCents: Int?
    package var storageOveragePriceInCents: Int?

    enum CodingKeys: String, CodingKey {
      case name, slug
      case includedStorageBytes = "included_storage_bytes"
      case allowStorageOverage = "allow_storage_overage"
      case monthlyPriceInCents = "monthly_price_in_cents"
      case storageOveragePriceInCents = "storage_overage_price_in_cents"
    }
  }

  package var tier: Tier?
  package var createdAt: FactTime?
  package var updatedAt: FactTime?

  enum CodingKeys: String, CodingKey {
    case tier
    case createdAt = "created_at"
    case updatedAt = "updated_at"
  }
}
