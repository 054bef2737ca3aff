import Foundation

/// The keys of an issuer that tokens may be signed with (RFC 7517, section 5).
struct KeySet: Sendable {
  /// The keys that can be used; those that cannot are left out.
  let keys: [VerificationKey]
  /// How many were left out.
  let leftOut: Int

  /// How many keys a set may have.
  static let mostKeys = 100

  private struct Document: Decodable {
    let keys: [Lenient<PublishedKey>]
  }

  /// Reads a set. A key is left out when it is symmetric, has its secret part, has the name of another, is too weak or is for
  /// something else. Throws `KeySetFault`.
  init(_ json: Data) throws(KeySetFault) {
    guard let document = try? JSONDecoder().decode(Document.self, from: json) else { throw .notAKeySet }
    guard document.keys.count <= Self.mostKeys else { throw .tooManyKeys }
    let published = document.keys.compactMap(\.value)
    let usable = published.compactMap(VerificationKey.init)
    let uses = Dictionary(grouping: usable.compactMap(\.keyID)) { $0 }
    keys = usable.filter { key in key.keyID.map { uses[$0]?.count == 1 } ?? true }
    leftOut = document.keys.count - keys.count
  }

  /// True when the key of a token may be among these; if not, the issuer may have a new one.
  func knows(_ header: TokenHeader) -> Bool {
    guard let keyID = header.keyID else { return keys.contains { $0.algorithm == header.algorithm } }
    return keys.contains { $0.keyID == keyID }
  }

  /// The key for a token: the one that it names, or the only one for its algorithm where it names none. Throws `TokenFault`.
  func key(for header: TokenHeader) throws(TokenFault) -> VerificationKey {
    let found = keys.filter { key in
      header.keyID.map { $0 == key.keyID } ?? (key.algorithm == header.algorithm)
    }
    guard let key = found.first else { throw .keyUnknown }
    guard found.count == 1 else { throw .keyAmbiguous }
    guard key.algorithm == header.algorithm else { throw .algorithmRefused }
    return key
  }
}
