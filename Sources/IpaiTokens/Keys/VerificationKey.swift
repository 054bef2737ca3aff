import Crypto
import CryptoExtras
import Foundation

/// A public key that signatures are checked with, for one algorithm alone.
struct VerificationKey: Sendable {
  /// What tokens call the key; nil when the key set does not say.
  let keyID: String?
  /// The only algorithm of the key.
  let algorithm: SigningAlgorithm

  private let material: Material

  private enum Material: Sendable {
    case rsa(_RSA.Signing.PublicKey)
    case p256(P256.Signing.PublicKey)
    case ed25519(Curve25519.Signing.PublicKey)
  }

  /// Bytes of the modulus of RSA keys: from 2,048 bits (RFC 7518, section 3.3) to 8,192, which still are checked fast.
  private static let modulusSizes = 256...1_024
  private static let coordinateSizes = 32...32

  /// Reads a key; nil when it is not a public key for one of the accepted algorithms, or too weak.
  init?(_ key: PublishedKey) {
    guard let algorithm = key.signingAlgorithm, let material = Self.material(key, algorithm) else { return nil }
    keyID = key.keyID
    self.algorithm = algorithm
    self.material = material
  }

  /// True when the signature (its bytes as in RFC 7518, section 3.4, for ES256) is that of this key's owner.
  func accepts(_ signature: [UInt8], of signed: [UInt8]) -> Bool {
    switch material {
    case .rsa(let key):
      key.isValidSignature(
        .init(rawRepresentation: Data(signature)), for: SHA256.hash(data: signed), padding: .insecurePKCS1v1_5)
    case .p256(let key):
      (try? P256.Signing.ECDSASignature(rawRepresentation: signature)).map {
        key.isValidSignature($0, for: SHA256.hash(data: signed))
      } ?? false
    case .ed25519(let key): key.isValidSignature(signature, for: signed)
    }
  }

  private static func material(_ key: PublishedKey, _ algorithm: SigningAlgorithm) -> Material? {
    switch algorithm {
    case .rs256:
      guard let modulus = bytes(key.modulus, modulusSizes), let exponent = bytes(key.exponent, 1...8) else {
        return nil
      }
      return (try? _RSA.Signing.PublicKey(n: modulus, e: exponent)).map(Material.rsa)
    case .es256:
      guard let x = bytes(key.x, coordinateSizes), let y = bytes(key.y, coordinateSizes) else { return nil }
      return (try? P256.Signing.PublicKey(rawRepresentation: x + y)).map(Material.p256)
    case .edDSA:
      guard let x = bytes(key.x, coordinateSizes) else { return nil }
      return (try? Curve25519.Signing.PublicKey(rawRepresentation: x)).map(Material.ed25519)
    }
  }

  /// The bytes of a text in base64url; nil when there are not so many.
  private static func bytes(_ text: String?, _ sizes: ClosedRange<Int>) -> [UInt8]? {
    guard let text, let bytes = Base64URL.bytes(text.utf8), sizes.contains(bytes.count) else { return nil }
    return bytes
  }
}
