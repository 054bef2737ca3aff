/// A size of an instance of App Platform, as the schema `apps_instance_size` has it.
package struct AppInstanceSize: Codable, Equatable, Sendable {
  package var slug: String
  package var name: String?
  package var cpuType: String?
  package var cpus: Amount?
  package var memoryBytes: Amount?
  package var usdPerMonth: Amount?
  package var tierSlug: String?
  package var singleInstanceOnly: Bool?
  package var deprecationIntent: Bool?
  package var bandwidthAllowanceGiB: Amount?

  enum CodingKeys: String, CodingKey {
    case slug, name, cpus
    case cpuType = "cpu_type"
    case memoryBytes = "memory_bytes"
    case usdPerMonth = "usd_per_month"
    case tierSlug = "tier_slug"
    case singleInstanceOnly = "single_instance_only"
    case deprecationIntent = "deprecation_intent"
    case bandwidthAllowanceGiB = "bandwidth_allowance_gib"
  }
}
