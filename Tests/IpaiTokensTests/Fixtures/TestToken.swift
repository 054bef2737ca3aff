import Foundation

/// Makes tokens.
enum TestToken {
  static let issuer = "https://id.example.com/tenant"
  /// What its owners are called: with the first four bytes of `printf %s ISSUER | sha256sum`.
  static func owner(_ subject: String) -> String { "oauth:3f1b1e80:" + subject }
  static let audience = "https://ipai.example.com/mcp"
  /// What clocks show, in seconds since 1970.
  static let time = 1_800_000_000

  static let claims = [
    "iss": "\"\(issuer)\"", "aud": "\"\(audience)\"", "exp": "\(time + 300)", "iat": "\(time)", "sub": #""ada""#,
    "scope": #""openid ipai:write""#,
  ]

  /// A token that is signed by a key and names it; nil changes take a member away.
  static func make(
    _ key: TestKey, _ changes: [String: String?] = [:], header: [String: String?] = [:]
  ) throws -> String {
    var head = ["alg": "\"\(key.algorithm)\"", "typ": #""at+jwt""#]
    if let id = key.id { head["kid"] = "\"\(id)\"" }
    let signed = part(JSONText.object(head, header)) + "." + part(JSONText.object(claims, changes))
    return signed + "." + (try key.sign(Data(signed.utf8))).base64URL
  }

  /// A part of a token.
  static func part(_ text: String) -> String { Data(text.utf8).base64URL }
}
