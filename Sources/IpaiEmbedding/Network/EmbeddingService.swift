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
    if url.contains(where: { "@?#".contains($0) }) {
      throw IpaiError(
        .usage, "the address of an embedder has no user, password, query or fragment",
        hint: "give the address alone, such as https://api.openai.com/v1, and the name of a variable with the key")
    }
    guard let address = SecureAddress(url) else {
      throw IpaiError(
        .usage,
        "'\(url.prefix(200))' is not the address of an embedder: https://HOST, or http:// with localhost, 127.0.0.1 or [::1]",
        hint: "give the address below which /embeddings is, such as https://api.openai.com/v1")
    }
    if let keyVariable, keyVariable.firstMatch(of: /^[A-Za-z_][A-Za-z0-9_]*$/) == nil {
      // It may be the key itself, which is not shown.
      throw IpaiError(
        .usage, "key_env is not the name of an environment variable",
        hint: "give the name of the variable, not the key: OPENAI_API_KEY")
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
