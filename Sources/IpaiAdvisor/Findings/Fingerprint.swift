import Crypto
import IpaiCore

/// The name of a finding that stays the same over scans.
package enum Fingerprint {
  /// The first 16 hexadecimal digits of the SHA-256 of the rule, the resource and the part of it, each ended by a zero byte.
  package static func of(rule: String, urn: URN, subKey: String?) -> String {
    var bytes: [UInt8] = []
    for part in [rule, urn.text, subKey ?? ""] {
      bytes += part.utf8
      bytes.append(0)
    }
    return SHA256.hash(data: bytes).prefix(length / 2).hexadecimal
  }

  /// How many digits it has.
  package static let length = 16

  /// Whether a text is a whole fingerprint, with lower-case digits.
  package static func isWhole(_ text: some StringProtocol) -> Bool { text.utf8.count == length && hasDigits(text) }

  /// Whether a text has nothing but lower-case hexadecimal digits.
  static func hasDigits(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
  }
}
