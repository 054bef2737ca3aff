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

  /// The number of bytes that both buffers start with.
  package func commonPrefixLength(_ other: UnsafeRawBufferPointer) -> Int {
    let most = Swift.min(count, other.count)
    var index = commonBlocks(other, most)
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

  /// The number of bytes in the whole blocks that both buffers start with, found at the speed of `memcmp`.
  private func commonBlocks(_ other: UnsafeRawBufferPointer, _ most: Int) -> Int {
    let block = 512
    guard most >= block, let left = baseAddress, let right = other.baseAddress else { return 0 }
    var index = 0
    while index + block <= most, memcmp(left + index, right + index, block) == 0 { index += block }
    return index
  }

  /// The first index of a NUL at or after `start`; nil when there is none.
  ///
  /// It looks at eight bytes at a time and is meant for short strings, where calling `memchr` costs more than the search.
  package func firstIndexOfZero(from start: Int) -> Int? {
    var index = start
    while index + 8 <= count {
      let word = UInt64(littleEndian: loadUnaligned(fromByteOffset: index, as: UInt64.self))
      // The lowest bit that is set marks the first zero byte; the bits above it need not be right
      // (Anderson, "Bit Twiddling Hacks", "Determine if a word has a zero byte").
      let zeros = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
      if zeros != 0 { return index + zeros.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < count {
      if self[index] == 0 { return index }
      index += 1
    }
    return nil
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

extension UnsafeRawBufferPointer {
  /// How many lines a text has; a last one without a line break counts too.
  package var lineCount: Int {
    let breaks = count { $0 == UInt8(ascii: "\n") }
    let hasOpenEnd = last.map { $0 != UInt8(ascii: "\n") } ?? false
    return hasOpenEnd ? breaks + 1 : breaks
  }
}
