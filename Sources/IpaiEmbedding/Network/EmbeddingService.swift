import Crypto
package import IpaiCore

/// A service on the network that computes embeddings as OpenAI's does (`POST /embeddings`), and the model that it is asked for.
package struct EmbeddingService: Sendable, Hashable {
  /// The address below which `/embeddings` is.
  package let address: SecureAddress
  /// The name of the model.
  package let model: String
  /// How many numbers an embedding is asked to have; nil for as many as the model gives.
  package let wantedDimensions: Int?
  /// The name of the environment variable with the key; nil when the service needs none.
  package let keyVariable: String?
  /// What stands before each text that is searched for, as some models want it.
  package let queryPrefix: String
  /// What stands before each text that is to be found.
  package let passagePrefix: String

  /// The most numbers that an embedding may have.
  package static let mostDimensions = 4_096

  /// A service at `https:`, or at `http:` on this machine.
  ///
  /// Throws `IpaiError(.usage)` for another address, and for one that has a user, a password or a query, which would be kept.
  package init(
    url: String, model: String, wantedDimensions: Int? = nil, keyVariable: String? = nil, queryPrefix: String = "",
    passagePrefix: String = ""
  ) throws {
    guard let address = SecureAddress(url), !address.hasQuery else {
      throw IpaiError(
        .usage, "the address of an embedder must start with https://, or with http://localhost",
        hint: "give the address below which /embeddings is, without user, password or query: https://api.openai.com/v1"
      )
    }
    let ending = "/embeddings"
    let base = address.origin + address.path
    guard let base = SecureAddress(base.hasSuffix(ending) ? String(base.dropLast(ending.count)) : base) else {
      throw IpaiError(.usage, "the address of an embedder cannot be used")
    }
    self.address = base
    self.model = model
    self.wantedDimensions = wantedDimensions
    self.keyVariable = keyVariable
    self.queryPrefix = queryPrefix
    self.passagePrefix = passagePrefix
  }

  /// 64 hexadecimal digits that tell embeddings of this model and size from others.
  func revision(dimensions: Int) -> String {
    let parts = [address.text, model, String(dimensions), passagePrefix]
    return SHA256.hash(data: Array(parts.joined(separator: "\0").utf8)).hexadecimal
  }
}
