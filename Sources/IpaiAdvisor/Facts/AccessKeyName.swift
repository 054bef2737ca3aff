import Crypto
import Foundation
import IpaiCore

/// The names under which an access key of Spaces is shown and stored.
package enum AccessKeyName {
  /// A short digest, which tells keys apart and is the same in every scan.
  package static func key(_ accessKey: String) -> String {
    String(Array(SHA256.hash(data: Data(accessKey.utf8))).hexadecimal.prefix(12))
  }

  /// The last characters alone, as in `…A7F2`.
  package static func shown(_ accessKey: String) -> String { "…" + accessKey.suffix(4) }
}
