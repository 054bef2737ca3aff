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
  /// For whom it was made.
  let subject: String?
  /// The program that it was made for.
  let client: String?
  /// The scopes with spaces between them (RFC 8693, section 4.2).
  let scope: String?
  /// The scopes as some servers have them: a list, or a text with spaces.
  let scopeList: StringList?

  private enum CodingKeys: String, CodingKey {
    case issuer = "iss"
    case audience = "aud"
    case expiry = "exp"
    case start = "nbf"
    case made = "iat"
    case subject = "sub"
    case client = "client_id"
    case scope
    case scopeList = "scp"
  }

  /// The names of the scopes.
  var scopes: [String] {
    let texts = scope.map { [$0] } ?? scopeList?.texts ?? []
    return texts.flatMap { $0.split(separator: " ").map(String.init) }
  }
}
