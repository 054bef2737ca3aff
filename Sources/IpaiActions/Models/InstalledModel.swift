import IpaiCore
import IpaiEmbedding

/// A model that is installed.
package struct InstalledModel: Codable, Sendable, Equatable {
  package var name: String
  package var path: String
  package var bytes: Int
  package var dimensions: Int
  package var maxTokens: Int
  /// SHA-256 of the weights.
  package var revision: String

  enum CodingKeys: String, CodingKey {
    case name, path, bytes, dimensions, revision
    case maxTokens = "max_tokens"
  }

  /// Throws `IpaiError` when it is not installed or its header is damaged.
  init(_ name: String, in store: ModelStore) throws {
    let file = try store.open(name)
    self.name = name
    path = file.path
    bytes = file.sizeInBytes
    dimensions = file.shape.hidden
    maxTokens = file.shape.maxTokens
    revision = file.revision
  }
}
