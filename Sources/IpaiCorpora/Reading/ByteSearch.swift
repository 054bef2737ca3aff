import Foundation

extension ArraySlice<UInt8> {
  /// Where some bytes occur first; nil where they do not. `firstRange(of:)` of the standard library would take most of the time of a
  /// sync.
  func firstPlace(of bytes: [UInt8]) -> Range<Int>? {
    guard let first = bytes.first else { return startIndex..<startIndex }
    return withUnsafeBytes { memory -> Range<Int>? in
      guard let start = memory.baseAddress else { return nil }
      var offset = 0
      while offset + bytes.count <= memory.count {
        guard let found = memchr(start + offset, Int32(first), memory.count - bytes.count + 1 - offset) else {
          return nil
        }
        offset = UnsafeRawPointer(found) - start
        if memcmp(found, bytes, bytes.count) == 0 {
          return startIndex + offset..<startIndex + offset + bytes.count
        }
        offset += 1
      }
      return nil
    }
  }
}
