/// What is needed of the metadata of an authorization server (RFC 8414, section 2).
struct IssuerMetadata: Decodable, Sendable {
  /// Who the metadata is about.
  let issuer: String
  /// Where its keys are.
  let keySetAddress: String

  private enum CodingKeys: String, CodingKey {
    case issuer
    case keySetAddress = "jwks_uri"
  }
}
