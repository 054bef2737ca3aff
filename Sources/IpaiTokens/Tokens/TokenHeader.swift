/// What is needed of the header of a signed token (RFC 7515, section 4.1).
struct TokenHeader: Decodable, Sendable {
  /// The name of the algorithm in the token.
  let algorithmName: String
  /// The name of the key; nil when the token has none.
  let keyID: String?
  /// What the token says it is; nil when it does not.
  let type: String?
  /// True when the token asks for extensions, of which none is known here (RFC 7515, section 4.1.11).
  let hasCriticalFields: Bool

  private enum CodingKeys: String, CodingKey { case alg, kid, typ, crit }

  private static let types: Set = ["at+jwt", "application/at+jwt", "jwt", "application/jwt"]

  /// Reads a header. Throws `DecodingError`.
  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    algorithmName = try fields.decode(String.self, forKey: .alg)
    keyID = try fields.decodeIfPresent(String.self, forKey: .kid)
    type = try fields.decodeIfPresent(String.self, forKey: .typ)
    hasCriticalFields = fields.contains(.crit)
  }

  /// The algorithm; nil when it is none that is accepted.
  var algorithm: SigningAlgorithm? { SigningAlgorithm(rawValue: algorithmName) }

  /// True for an access token (RFC 9068, section 2.1) and for a token that does not say what it is.
  var isOfAcceptedType: Bool { type.map { Self.types.contains($0.lowercased()) } ?? true }
}
