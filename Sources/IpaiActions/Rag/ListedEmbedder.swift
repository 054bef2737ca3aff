import IpaiCore
import IpaiCorpora
import IpaiEmbedding

/// What computes the meaning of the passages of a corpus, without secrets.
package struct ListedEmbedder: Codable, Sendable, Equatable {
  /// The kinds of embedders.
  package enum Kind: String, Codable, Sendable, CaseIterable {
    /// The model that is installed.
    case installed
    /// Words alone.
    case none
    /// A service.
    case network
  }

  /// What it is.
  package var kind: Kind
  /// The address of the service.
  package var url: String?
  /// The name of its model.
  package var model: String?
  /// How many numbers its embeddings have.
  package var dimensions: Int?
  /// The name of the environment variable with its key.
  package var keyEnv: String?

  enum CodingKeys: String, CodingKey {
    case kind, url, model, dimensions
    case keyEnv = "key_env"
  }

  init(_ embedder: CorpusEmbedder) {
    switch embedder {
    case .installed: kind = .installed
    case .none: kind = .none
    case .network(let known):
      kind = .network
      url = known.service.address.text
      model = known.service.model
      dimensions = known.dimensions
      keyEnv = known.service.keyVariable
    }
  }

  /// In words.
  package var text: String {
    switch kind {
    case .installed: "the installed model"
    case .none: "none"
    case .network: "\(model ?? "") at \(url ?? "")"
    }
  }
}
