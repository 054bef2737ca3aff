import Foundation

extension UnsafeRawBufferPointer {
  /// The first index of `byte` at or after `start`; nil when there is none.
  package func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// The last index of `byte` at or after `start` and before `end`; nil when there is none.
  package func lastIndex(of byte: UInt8, from start: Int, before end: Int) -> Int? {
    var index = end
    while index > start {
      index -= 1
      if self[index] == byte { return index }
    }
    return nil
  }

  /// How many bytes both start with.
  package func commonPrefixLength(_ other: UnsafeRawBufferPointer) -> Int {
    let most = Swift.min(count, other.count)
    var index = 0
    while index + 8 <= most {
      let difference =
        loadUnaligned(fromByteOffset: index, as: UInt64.self)
        ^ other.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if difference != 0 { return index + difference.littleEndian.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < most, self[index] == other[index] { index += 1 }
    return index
  }

  /// True when the bytes of `text`, which is not empty, occur somewhere.
  package func contains(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    var start = 0
    while let found = firstIndex(of: text.utf8Start[0], from: start), found + length <= count {
      if let base = baseAddress, memcmp(base + found, text.utf8Start, length) == 0 { return true }
      start = found + 1
    }
    return false
  }
}
