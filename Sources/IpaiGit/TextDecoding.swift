import Foundation
import IpaiCore

/// Text from git as a Swift string, read in the declared encoding or, when none is declared, as UTF-8 or Latin-1.
///
/// Bytes without a declared encoding that are not UTF-8 are read as Latin-1, so that the words of old messages can still be
/// found. What the declared encoding cannot read becomes U+FFFD; NUL becomes a space.
package func decodeText(_ bytes: UnsafeRawBufferPointer, encoding: String?) -> String {
  let text: String
  if let encoding, !isUTF8(name: encoding), let converted = convert(bytes, from: encoding) {
    text = converted
  } else if let valid = String(validating: bytes, as: UTF8.self) {
    text = valid
  } else if encoding == nil {
    text = String(String.UnicodeScalarView(bytes.lazy.map { Unicode.Scalar($0) }))
  } else {
    text = String(decoding: bytes, as: UTF8.self)
  }
  // Some encodings write it without a byte that is 0.
  guard text.utf8.contains(0) else { return text }
  return text.replacing(scalar: "\0", with: " ")
}

private func isUTF8(name: String) -> Bool { ["utf-8", "utf8"].contains(name.lowercased()) }

/// Converts with the C library's iconv; nil when it does not know the encoding.
private func convert(_ bytes: UnsafeRawBufferPointer, from encoding: String) -> String? {
  guard let converter = iconv_open("UTF-8", encoding), converter != iconv_t(bitPattern: -1) else { return nil }
  defer { iconv_close(converter) }
  var output: [UInt8] = []
  var buffer = [CChar](repeating: 0, count: 4096)
  var input = UnsafeMutableRawPointer(mutating: bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
  var left = bytes.count
  while left > 0 {
    var code: Int32 = 0
    let written = buffer.withUnsafeMutableBufferPointer { space in
      var out = space.baseAddress
      var room = space.count
      if iconv(converter, &input, &left, &out, &room) == -1 { code = errno }
      return space.count - room
    }
    output.append(contentsOf: buffer[..<written].lazy.map { UInt8(bitPattern: $0) })
    if code == EILSEQ || code == EINVAL {
      output.append(contentsOf: "\u{FFFD}".utf8)
      input = input.map { $0 + 1 }
      left -= 1
    }
  }
  return String(decoding: output, as: UTF8.self)
}
