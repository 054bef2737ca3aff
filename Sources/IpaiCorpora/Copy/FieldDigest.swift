import Crypto
import Foundation
import IpaiCore

/// The SHA-256 of a row of values, each of which stands after its length, so that no two rows have the same bytes.
struct FieldDigest {
  private var hash = SHA256()

  mutating func add(_ bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    add(Int64(bytes.count))
    hash.update(data: bytes)
  }

  /// Adds a text, or that there is none.
  mutating func add(_ text: String?) {
    if let text { add(text.utf8) } else { add(-1) }
  }

  mutating func add(_ number: Int64) {
    withUnsafeBytes(of: number.littleEndian) { hash.update(bufferPointer: $0) }
  }

  /// In hexadecimal digits.
  func value() -> String { hash.finalize().hexadecimal }
}
