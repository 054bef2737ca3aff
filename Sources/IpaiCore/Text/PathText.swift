import Foundation

/// Turns paths into text and back. A path consists of bytes that need not be UTF-8, but a string is always Unicode; so a
/// byte that is not part of UTF-8 becomes a character of a private area, U+10FE00 plus the byte, and turns into that byte
/// again when the system is called.
package enum PathText {
  private static let base: UInt32 = 0x10FE00
  private static let escapes: ClosedRange<UInt32> = 0x10FE80...0x10FEFF
  /// The first byte of each of them in UTF-8, which few other characters have.
  private static let escapeStart: UInt8 = 0xF4

  /// True for a character that stands for a byte.
  package static func isEscape(_ scalar: Unicode.Scalar) -> Bool { escapes.contains(scalar.value) }

  /// The text of a path that ends with a NUL.
  package static func text(_ cString: UnsafePointer<CChar>) -> String {
    text(bytes: UnsafeRawBufferPointer(start: cString, count: strlen(cString)))
  }

  /// The text of a path.
  package static func text(bytes: some RandomAccessCollection<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var result = String.UnicodeScalarView()
    var rest = bytes[...]
    while let first = rest.first {
      if let (scalar, length) = scalar(at: rest) {
        result.append(scalar)
        rest = rest.dropFirst(length)
      } else {
        if let escape = Unicode.Scalar(base + UInt32(first)) { result.append(escape) }
        rest = rest.dropFirst()
      }
    }
    return String(result)
  }

  /// The bytes by which the system knows the path.
  package static func bytes(_ text: String) -> [UInt8] {
    guard text.utf8.contains(escapeStart) else { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { scalar -> [UInt8] in
      if isEscape(scalar) { return [UInt8(scalar.value - base)] }
      return Array(String(scalar).utf8)
    }
  }

  /// Calls `body` with the path as a C string.
  package static func withCString<Result>(
    _ text: String, _ body: (UnsafePointer<CChar>) throws -> Result
  ) rethrows -> Result {
    guard text.utf8.contains(escapeStart) else { return try text.withCString(body) }
    return try (bytes(text) + [0]).withUnsafeBufferPointer { buffer in
      try buffer.withMemoryRebound(to: CChar.self) { characters in
        // The buffer is not empty, since it holds the NUL.
        try body(characters.baseAddress.unsafelyUnwrapped)
      }
    }
  }

  /// The character at the start of `bytes`, and its length in bytes; nil when they do not start with one.
  private static func scalar(at bytes: some RandomAccessCollection<UInt8>) -> (Unicode.Scalar, Int)? {
    for length in 1...min(4, bytes.count) {
      if let text = String(validating: bytes.prefix(length), as: UTF8.self), let scalar = text.unicodeScalars.first {
        return (scalar, length)
      }
    }
    return nil
  }
}
