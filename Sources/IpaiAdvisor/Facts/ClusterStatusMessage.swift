/// What DigitalOcean says about a cluster, as the schema `status_messages` has it.
package struct ClusterStatusMessage: Codable, Equatable, Sendable {
  package var message: String?
  package var timestamp: FactTime?

  enum CodingKeys: String, CodingKey {
    case message, timestamp
  }
}
