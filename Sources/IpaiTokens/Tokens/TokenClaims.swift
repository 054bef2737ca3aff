/// What is needed of the claims of an access token (RFC 7519, section 4.1, and RFC 9068, section 2.2).
struct TokenClaims: Decodable, Sendable {
  /// Who made the token.
  let issuer: String
  /// Whom it is for.
  let audience: StringList
  /// When it ends, in seconds since 1970.
  let expiry: Double
  /// When it begins, in seconds since 1970.
  let start: Double?
  /// When it was made, in seconds since 1970.
  let made: Double?
  /// For whom it was made: somebody, or the program itself (RFC 9068, section 2.2).
  let subject: String
  /// The scopes with spaces between them (RFC 8693, section 4.2).
  let scope: String?
  /// The scopes as some servers have them: a list, or a text with spaces.
  let scopeList: StringList?

  /// True for an ID token (OpenID Connect Core 1.0, sections 2, 3.2.2.10 and 3.3.2.11), which tells a program who somebody is and
  /// gives access to nothing.
  let isOfIdentity: Bool

  private enum CodingKeys: String, CodingKey {
    case issuer = "iss"
    case audience = "aud"
    case expiry = "exp"
    case start = "nbf"
    case made = "iat"
    case subject = "sub"
    case scope
    case scopeList = "scp"
    case nonce
    case accessTokenHash = "at_hash"
    case codeHash = "c_hash"
  }

  /// Reads claims. Throws `DecodingError`.
  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    issuer = try fields.decode(String.self, forKey: .issuer)
    audience = try fields.decode(StringList.self, forKey: .audience)
    expiry = try fields.decode(Double.self, forKey: .expiry)
    start = try fields.decodeIfPresent(Double.self, forKey: .start)
    made = try fields.decodeIfPresent(Double.self, forKey: .made)
    subject = try fields.decode(String.self, forKey: .subject)
    scope = try fields.decodeIfPresent(String.self, forKey: .scope)
    scopeList = try fields.decodeIfPresent(StringList.self, forKey: .scopeList)
    isOfIdentity = [.nonce, .accessTokenHash, .codeHash].contains { fields.contains($0) }
  }

  /// The names of the scopes.
  var scopes: [String] {
    let texts = scope.map { [$0] } ?? scopeList?.texts ?? []
    return texts.flatMap { $0.split(separator: " ").map(String.init) }
  }
}
