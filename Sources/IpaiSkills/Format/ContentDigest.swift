import Crypto
import Foundation

/// The sha256 of bytes as text.
enum ContentDigest {
  private static let digits = Array("0123456789abcdef".utf8)

  /// The sha256 in 64 lower-case hexadecimal digits. A thousand skills have thousands of files, so it is made in place.
  static func sha256(_ content: Data) -> String {
    SHA256.hash(data: content).withUnsafeBytes { digest in
      String(unsafeUninitializedCapacity: 2 * digest.count) { text in
        for index in 0..<digest.count {
          text[2 * index] = digits[Int(digest[index] >> 4)]
          text[2 * index + 1] = digits[Int(digest[index] & 15)]
        }
        return 2 * digest.count
      }
    }
  }
}
