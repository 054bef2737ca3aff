/// Where the logs of a database are sent, as the schema `logsink_base` has it, without its configuration.
package struct DatabaseLogsink: Codable, Equatable, Sendable {
  package var sinkID: String?
  package var sinkName: String?
  package var sinkType: String?

  enum CodingKeys: String, CodingKey {
    case sinkID = "sink_id"
    case sinkName = "sink_name"
    case sinkType = "sink_type"
  }
}
