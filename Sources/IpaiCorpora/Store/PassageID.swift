import IpaiCore

/// The id of a passage: the digest of its document, and the position in it.
struct PassageID: Hashable {
  /// The digest of the document, in 32 bytes.
  let digest: [UInt8]
  /// Its position in the document, from 0 on.
  let position: Int64

  /// The bytes of the id, which are text.
  var bytes: [UInt8] { Array("\(digest.hexadecimal):\(position)".utf8) }

  /// A passage of a document.
  init(digest: [UInt8], position: Int64) {
    self.digest = digest
    self.position = position
  }

  /// Reads an id; nil for other bytes.
  init?(_ bytes: [UInt8]) {
    let parts = String(decoding: bytes, as: UTF8.self).split(separator: ":")
    guard parts.count == 2, let position = Int64(parts[1]), let digest = Self.digest(parts[0]) else { return nil }
    self.init(digest: digest, position: position)
  }

  /// The bytes of hexadecimal digits; nil for other text.
  private static func digest(_ digits: Substring) -> [UInt8]? {
    let digits = Array(digits)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(digits[start...start + 1]), radix: 16) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}
