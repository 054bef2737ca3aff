import CHTML

/// The encoding that an HTML page says it has, for pages that are not in UTF-8.
enum HTMLEncoding {
  /// How many bytes at the beginning are looked at (WHATWG HTML, section 13.2.3.2, prescan).
  private static let probe = 1_024
  private static let sign = Array("charset".utf8)

  /// The name after `charset=`; nil when there is none.
  static func name(in page: [UInt8]) -> String? {
    let start = page.prefix(probe).map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    guard let place = start[...].firstPlace(of: sign) else { return nil }
    var rest = start[place.upperBound...].drop(while: \.isASCIISpace)
    guard rest.first == UInt8(ascii: "=") else { return nil }
    rest = rest.dropFirst().drop { $0.isASCIISpace || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
    let name = rest.prefix { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || [0x2D, 0x2E, 0x3A, 0x5F].contains(byte)
    }
    guard (1...40).contains(name.count) else { return nil }
    return String(decoding: name, as: UTF8.self)
  }

  /// A page in UTF-8, by the encoding that it says it has; nil when it says none, an unknown one, or one that it does not have.
  static func decoded(_ page: [UInt8]) -> [UInt8]? {
    guard let name = name(in: page) else { return nil }
    var count = 0
    let text = page.withUnsafeBytes { bytes -> UnsafeMutablePointer<UInt8>? in
      guard let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
      return chtml_decode(start, bytes.count, name, &count)
    }
    guard let text else { return nil }
    defer { chtml_free(text) }
    let decoded = Array(UnsafeBufferPointer(start: text, count: count))
    return String(validating: decoded, as: UTF8.self) == nil ? nil : decoded
  }
}
