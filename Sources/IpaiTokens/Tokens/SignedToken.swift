import Foundation

/// A token in the compact form (RFC 7515, section 7.1), of which nothing has been verified.
struct SignedToken: Sendable {
  /// The header.
  let header: TokenHeader
  /// What the signature is of: the first two parts and the dot.
  let signed: [UInt8]
  /// The bytes of the signature.
  let signature: [UInt8]

  private let payload: [UInt8]

  private static let mostBytes = 8 * 1_024

  /// Reads the form and the header of a token. Throws `TokenFault`.
  init(_ text: String) throws(TokenFault) {
    let bytes = Array(text.utf8)
    guard bytes.count <= Self.mostBytes else { throw .tooLong }
    let parts = bytes.split(separator: UInt8(ascii: "."), maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 3, let head = Base64URL.bytes(parts[0]), let payload = Base64URL.bytes(parts[1]),
      let signature = Base64URL.bytes(parts[2]), let header: TokenHeader = Self.value(head)
    else { throw .malformed }
    self.header = header
    self.payload = payload
    self.signature = signature
    signed = Array(bytes.dropLast(parts[2].count + 1))
  }

  /// The claims, which mean nothing before the signature has been verified. Throws `TokenFault`.
  func claims() throws(TokenFault) -> TokenClaims {
    guard let claims: TokenClaims = Self.value(payload) else { throw .claimsMalformed }
    return claims
  }

  private static func value<Value: Decodable>(_ json: [UInt8]) -> Value? {
    // JSON in UTF-8 has no such byte, but in the other encodings that the decoder takes (RFC 7519, section 7.2).
    guard !json.contains(0) else { return nil }
    return try? JSONDecoder().decode(Value.self, from: Data(json))
  }
}
