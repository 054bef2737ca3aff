import IpaiCommits
import IpaiCore
import IpaiEmbedding

/// A model as the verbs of `model` write it.
struct InstalledModel: Encodable {
  let name: String
  let path: String
  let bytes: Int
  let dimensions: Int
  let maxTokens: Int
  /// SHA-256 of the weights.
  let revision: String

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

extension Session {
  /// Where models are installed.
  var models: ModelStore { ModelStore(folder: sources.directories.data + "/models") }

  /// What searching by meaning needs; made when first used.
  var meaning: CommitMeaning {
    let session = self
    return CommitMeaning(cacheFolder: sources.directories.cache + "/vectors") { try session.textEncoder() }
  }

  /// The revision of the configured model; nil when it is not installed or cannot be used.
  var modelRevision: String? { try? models.open(configuration.model).revision }

  /// The command that installs the configured model.
  var modelInstallCommand: String { InstallCommand.text(configuration.model) }

  /// The configured model, ready to encode. Throws `IpaiError(.notFound)` when it is not installed.
  func textEncoder() throws -> TextEncoder {
    TextEncoder(
      try models.open(configuration.model), precision: EncoderPrecision(rawValue: configuration.encoder) ?? .int8,
      threads: configuration.jobs > 0 ? configuration.jobs : world.processorCount)
  }
}
