import IpaiCore
import IpaiEmbedding

/// A model that is installed.
package struct InstalledModel: Codable, Sendable, Equatable {
  /// The name under which it is installed.
  package var name: String
  /// Its file, absolute.
  package var path: String
  /// The size of that file.
  package var bytes: Int
  /// How many numbers an embedding has.
  package var dimensions: Int
  /// How many tokens of a text it reads.
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
