import Crypto
import Foundation
import IpaiCore

/// What the owners of tokens are called.
enum TokenPrincipal {
  private static let mostBytes = 255
  private static let refused: Set<Unicode.GeneralCategory> = [
    .control, .format, .lineSeparator, .paragraphSeparator,
  ]

  /// `oauth:`, a digest of the issuer and the subject of a token, which is unique only among those of its issuer (RFC 7519, section
  /// 4.1.2); nil when the subject is empty, longer than 255 bytes or has characters that no log should have.
  static func name(_ subject: String, issuer: String) -> String? {
    guard (1...mostBytes).contains(subject.utf8.count),
      !subject.unicodeScalars.contains(where: { refused.contains($0.properties.generalCategory) }),
      // Texts that Swift takes for equal are those of the same owner, because each has but one form here.
      subject.utf8.elementsEqual(subject.precomposedStringWithCanonicalMapping.utf8)
    else { return nil }
    let digest = SHA256.hash(data: Data(issuer.utf8)).prefix(4).hexadecimal
    return "oauth:" + digest + ":" + subject
  }
}
