import Foundation

/// What the text of a key is.
enum SigningKeyText: Equatable {
  /// A private key.
  case privateKey(isEncrypted: Bool)
  /// A private key whose lines were joined.
  case withoutLines
  /// A public key.
  case publicKey
  /// Something else.
  case other

  /// Reads a text: OpenSSH's own form (PROTOCOL.key), or PEM.
  init(_ text: String) {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let lines = text.split(whereSeparator: \.isNewline)
    guard text.hasPrefix("-----BEGIN "), text.contains("PRIVATE KEY-----") else {
      let kind = lines.first?.split(separator: " ").first ?? ""
      let isPublic = ["ssh-", "ecdsa-", "sk-"].contains(where: kind.hasPrefix) && lines.count == 1
      self = isPublic ? .publicKey : .other
      return
    }
    guard lines.count > 2 else {
      self = .withoutLines
      return
    }
    if lines[0].contains("OPENSSH") {
      let body = lines.dropFirst().prefix { !$0.hasPrefix("-----") }.joined()
      self = Self.opened(Data(base64Encoded: body))
    } else {
      let isEncrypted = lines[0].contains("ENCRYPTED") || lines.prefix(3).contains { $0.contains("4,ENCRYPTED") }
      self = .privateKey(isEncrypted: isEncrypted)
    }
  }

  /// After the magic word stands the name of the cipher, with its length before it; 'none' for a key without a passphrase.
  private static func opened(_ data: Data?) -> SigningKeyText {
    let magic = Data("openssh-key-v1\0".utf8)
    guard let data, data.starts(with: magic) else { return .other }
    let rest = data.dropFirst(magic.count)
    let plain = Data([0, 0, 0, 4]) + Data("none".utf8)
    return .privateKey(isEncrypted: !rest.starts(with: plain))
  }
}
