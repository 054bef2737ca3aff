/// What an engine of managed databases is offered with, as the schema `database_engine_options` has it.
package struct DatabaseEngineOptions: Codable, Equatable, Sendable {
  /// The sizes that a number of nodes may have.
  package struct Layout: Codable, Equatable, Sendable {
    package var numNodes: Int?
    package var sizes: [String]?

    enum CodingKeys: String, CodingKey {
      case sizes
      case numNodes = "num_nodes"
    }
  }

  package var layouts: [Layout]?
  package var versions: [String]?
  package var defaultVersion: String?

  enum CodingKeys: String, CodingKey {
    case layouts, versions
    case defaultVersion = "default_version"
  }
}
