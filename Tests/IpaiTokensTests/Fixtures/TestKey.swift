import Crypto
import CryptoExtras
import Foundation
import Testing

@testable import IpaiTokens

/// A key that tokens are signed with in tests, by swift-crypto and not by the library that verifies.
struct TestKey: Sendable {
  let id: String?
  let owner: Owner

  enum Owner: Sendable {
    case rsa(_RSA.Signing.PrivateKey)
    case p256(P256.Signing.PrivateKey)
    case ed25519(Curve25519.Signing.PrivateKey)
  }

  var algorithm: String {
    switch owner {
    case .rsa: "RS256"
    case .p256: "ES256"
    case .ed25519: "EdDSA"
    }
  }

  func sign(_ bytes: Data) throws -> Data {
    switch owner {
    case .rsa(let key): try key.signature(for: bytes, padding: .insecurePKCS1v1_5).rawRepresentation
    case .p256(let key): try key.signature(for: bytes).rawRepresentation
    case .ed25519(let key): try key.signature(for: bytes)
    }
  }

  /// The key under another name.
  func named(_ id: String?) -> TestKey { TestKey(id: id, owner: owner) }

  /// The members of its public part. The values are JSON.
  func members() throws -> [String: String] {
    var members: [String: String] = ["use": #""sig""#, "alg": "\"\(algorithm)\""]
    if let id { members["kid"] = "\"\(id)\"" }
    switch owner {
    case .rsa(let key):
      let parts = try key.publicKey.getKeyPrimitives()
      members["kty"] = #""RSA""#
      members["n"] = "\"\(parts.modulus.base64URL)\""
      members["e"] = "\"\(parts.publicExponent.base64URL)\""
    case .p256(let key):
      members["kty"] = #""EC""#
      members["crv"] = #""P-256""#
      members["x"] = "\"\(key.publicKey.rawRepresentation.prefix(32).base64URL)\""
      members["y"] = "\"\(key.publicKey.rawRepresentation.suffix(32).base64URL)\""
    case .ed25519(let key):
      members["kty"] = #""OKP""#
      members["crv"] = #""Ed25519""#
      members["x"] = "\"\(key.publicKey.rawRepresentation.base64URL)\""
    }
    return members
  }

  /// The key as a key set has it; a nil change takes a member away.
  func json(_ changes: [String: String?] = [:]) throws -> String { JSONText.object(try members(), changes) }

  static let rsa = TestKey(id: "rsa", owner: .rsa(rsaKeys[0]))
  static let otherRSA = TestKey(id: "rsa-2", owner: .rsa(rsaKeys[1]))
  static let weakRSA = TestKey(id: "weak", owner: .rsa(rsaKeys[2]))
  static let p256 = TestKey(id: "p256", owner: .p256(P256.Signing.PrivateKey()))
  static let ed25519 = TestKey(id: "ed", owner: .ed25519(Curve25519.Signing.PrivateKey()))
  static let all = [rsa, p256, ed25519]

  private static let rsaKeys: [_RSA.Signing.PrivateKey] = {
    do {
      return [
        try .init(keySize: .bits2048), try .init(keySize: .bits2048), try .init(unsafeKeySize: .init(bitCount: 1_024)),
      ]
    } catch { fatalError("no keys for the tests: \(error)") }
  }()
}

extension TestKey: CustomTestStringConvertible {
  var testDescription: String { algorithm }
}

extension Data {
  var base64URL: String {
    base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
