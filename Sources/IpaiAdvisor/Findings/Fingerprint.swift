import Crypto
import Foundation
import IpaiCore

/// The name of a finding that stays the same over scans.
package enum Fingerprint {
  /// The first 16 hexadecimal digits of the SHA-256 of the rule, the resource and the part of it, each ended by a zero byte.
  package static func of(rule: String, urn: URN, subKey: String?) -> String {
    var hash = SHA256()
    for part in [rule, urn.text, subKey ?? ""] {
      hash.update(data: Data(part.utf8))
      hash.update(data: [0])
    }
    return String(Array(hash.finalize()).hexadecimal.prefix(16))
  }
}
