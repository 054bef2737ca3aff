/// A size of a Droplet, as the schema `size` has it.
package struct DropletSize: Codable, Equatable, Sendable {
  /// The graphics processors of a size.
  package struct GPU: Codable, Equatable, Sendable {
    package var count: Int?
    package var model: String?

    enum CodingKeys: String, CodingKey {
      case count, model
    }
  }

  package var slug: String
  package var memory: Int?
  package var vcpus: Int?
  package var disk: Int?
  package var transfer: Double?
  package var priceMonthly: Double?
  package var priceHourly: Double?
  package var regions: [String]?
  package var isAvailable: Bool?
  package var description: String?
  package var gpuInfo: GPU?

  enum CodingKeys: String, CodingKey {
    case slug, memory, vcpus, disk, transfer, regions, description
    case priceMonthly = "price_monthly"
    case priceHourly = "price_hourly"
    case isAvailable = "available"
    case gpuInfo = "gpu_info"
  }
}
