/// A key as a key set has it (RFC 7517, section 4).
struct PublishedKey: Decodable, Sendable {
  /// The family of the key, such as `RSA`.
  let type: String
  /// What the key is for: `sig` or `enc`; nil for both.
  let use: String?
  /// What may be done with the key; nil for anything.
  let operations: [String]?
  /// The only algorithm of the key; nil for those of its family.
  let algorithm: String?
  /// What tokens call the key.
  let keyID: String?
  /// The curve (RFC 7518, section 6.2.1.1).
  let curve: String?
  /// The modulus of an RSA key in base64url.
  let modulus: String?
  /// The public exponent of an RSA key in base64url.
  let exponent: String?
  /// The first coordinate of a point on the curve, or all of it for Ed25519, in base64url.
  let x: String?
  /// The second coordinate in base64url.
  let y: String?
  /// True when something is there that nobody but its owner may know (RFC 7518, sections 6.2.2, 6.3.2 and 6.4.1).
  let isSecret: Bool

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case kty, use, alg, kid, crv, n, e, x, y, d, p, q, dp, dq, qi, oth, k
    case operations = "key_ops"
  }

  private static let secrets: [CodingKeys] = [.d, .p, .q, .dp, .dq, .qi, .oth, .k]

  /// Reads a key. Throws `DecodingError`.
  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    type = try fields.decode(String.self, forKey: .kty)
    use = try fields.decodeIfPresent(String.self, forKey: .use)
    operations = try fields.decodeIfPresent([String].self, forKey: .operations)
    algorithm = try fields.decodeIfPresent(String.self, forKey: .alg)
    keyID = try fields.decodeIfPresent(String.self, forKey: .kid)
    curve = try fields.decodeIfPresent(String.self, forKey: .crv)
    modulus = try fields.decodeIfPresent(String.self, forKey: .n)
    exponent = try fields.decodeIfPresent(String.self, forKey: .e)
    x = try fields.decodeIfPresent(String.self, forKey: .x)
    y = try fields.decodeIfPresent(String.self, forKey: .y)
    isSecret = Self.secrets.contains { fields.contains($0) }
  }

  /// The algorithm that the key is for; nil when it is for none that is accepted, or for nothing that a verifier does.
  var signingAlgorithm: SigningAlgorithm? {
    guard !isSecret, use ?? "sig" == "sig", operations?.contains("verify") ?? true else { return nil }
    let found: SigningAlgorithm? =
      switch (type, curve) {
      case ("RSA", _): .rs256
      case ("EC", "P-256"): .es256
      case ("OKP", "Ed25519"): .edDSA
      default: nil
      }
    guard let found, algorithm ?? found.rawValue == found.rawValue else { return nil }
    return found
  }
}
