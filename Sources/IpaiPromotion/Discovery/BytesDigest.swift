import Crypto
package import Foundation
import IpaiCore

/// The sha256 of bytes, as indexes and lock files write it.
package enum BytesDigest {
  /// `sha256:` and 64 hexadecimal digits.
  package static func of(_ bytes: Data) -> String { "sha256:" + Array(SHA256.hash(data: bytes)).hexadecimal }

  /// Whether a text is such a digest.
  package static func isOne(_ text: String) -> Bool {
    text.hasPrefix("sha256:") && text.utf8.count == 71
      && text.utf8.dropFirst(7).allSatisfy { $0 &- UInt8(ascii: "0") < 10 || $0 &- UInt8(ascii: "a") < 6 }
  }
}
