import Foundation

extension UnsafeRawBufferPointer {
  /// Writes all of the bytes to a descriptor. Returns false when that fails; `errno` then says why.
  package func writeAll(to descriptor: Int32) -> Bool {
    var written = 0
    while written < count {
      let result = Foundation.write(descriptor, baseAddress.map { $0 + written }, count - written)
      if result < 0 && errno != EINTR { return false }
      written += Swift.max(0, result)
    }
    return true
  }
}
