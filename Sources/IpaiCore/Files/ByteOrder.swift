import Foundation

/// The order of paths by their bytes, which is that of git and of SQLite. Swift takes strings for equal that have other bytes.
package enum ByteOrder {
  /// Below zero when the bytes of `left` come first, and zero when they are the same.
  package static func compare(_ left: String, _ right: String) -> Int {
    var (left, right) = (left, right)
    return left.withUTF8 { left in
      right.withUTF8 { right in compare(UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right)) }
    }
  }

  /// Below zero when `left` comes first, and zero when the bytes are the same.
  package static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    let length = min(left.count, right.count)
    if length > 0, let first = left.baseAddress, let second = right.baseAddress {
      let order = memcmp(first, second, length)
      if order != 0 { return Int(order) }
    }
    return left.count - right.count
  }
}
