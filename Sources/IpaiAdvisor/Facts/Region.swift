/// A region, as the schema `region` has it.
package struct Region: Codable, Equatable, Sendable {
  package var slug: String?
  package var name: String?
  /// The data centers of a region of App Platform.
  package var dataCenters: [String]?

  enum CodingKeys: String, CodingKey {
    case slug, name
    case dataCenters = "data_centers"
  }
}
