import Crypto
import Foundation
import IpaiCore

/// The SHA-256 of a row of values, each of which stands after its length, so that no two rows have the same bytes.
package struct FieldDigest {
  private var hash = SHA256()

  /// That of no values.
  package init() {}

  /// Adds bytes.
  package mutating func add(_ bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    add(Int64(bytes.count))
    hash.update(data: bytes)
  }

  /// Adds a text, or that there is none.
  package mutating func add(_ text: String?) {
    if let text { add(text.utf8) } else { add(-1) }
  }

  /// Adds a number.
  package mutating func add(_ number: Int64) {
    withUnsafeBytes(of: number.littleEndian) { hash.update(bufferPointer: $0) }
  }

  /// In hexadecimal digits.
  package func value() -> String { hash.finalize().hexadecimal }
}
