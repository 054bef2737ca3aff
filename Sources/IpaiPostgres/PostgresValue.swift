/// A value that is sent with a statement.
package enum PostgresValue: Sendable, Equatable {
  case null
  case text(String)
  case integer(Int64)
  case real(Double)
  case boolean(Bool)
  /// Bytes for `bytea`.
  case bytes([UInt8])
  /// A `text[]`.
  case texts([String])
  /// A `bigint[]`.
  case integers([Int64])
  /// A `bytea[]`.
  case blobs([[UInt8]])

  /// A text, or NULL.
  package init(_ text: String?) { self = text.map { .text($0) } ?? .null }
  /// A number, or NULL.
  package init(_ number: Int64?) { self = number.map { .integer($0) } ?? .null }

  /// As libpq sends it, with the NUL that ends a text; nil for NULL. A text with a NUL is refused before.
  var encoded: (bytes: [UInt8], isBinary: Bool)? {
    switch self {
    case .null: nil
    case .text(let text): (Array(text.utf8) + [0], false)
    case .integer(let number): (Array("\(number)".utf8) + [0], false)
    case .real(let number): (Array("\(number)".utf8) + [0], false)
    case .boolean(let flag): (Array(flag ? "t\0".utf8 : "f\0".utf8), false)
    case .bytes(let bytes): (bytes, true)
    case .texts(let texts): (Self.array(texts), false)
    case .integers(let numbers): (Self.array(numbers, of: 20) { Self.append($0, to: &$1) }, true)
    case .blobs(let blobs): (Self.array(blobs, of: 17) { $1 += $0 }, true)
    }
  }

  /// An array as PostgreSQL reads it (its documentation, "Array Input and Output Syntax"), with the NUL that ends it.
  private static func array(_ texts: [String]) -> [UInt8] {
    let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
    var bytes: [UInt8] = [UInt8(ascii: "{")]
    bytes.reserveCapacity(texts.reduce(3) { $0 + $1.utf8.count + 3 })
    for text in texts {
      if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(quote)
      for byte in text.utf8 {
        if byte == quote || byte == backslash { bytes.append(backslash) }
        bytes.append(byte)
      }
      bytes.append(quote)
    }
    bytes += [UInt8(ascii: "}"), 0]
    return bytes
  }

  /// An array in PostgreSQL's binary format (`array_recv`): one dimension, no NULL, and each element after its length. `type` is the number
  /// of their type.
  private static func array<Element>(
    _ elements: [Element], of type: Int32, _ append: (Element, inout [UInt8]) -> Void
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    for word in [elements.isEmpty ? 0 : 1, 0, type] { Self.append(word, to: &bytes) }
    guard !elements.isEmpty else { return bytes }
    for word in [Int32(elements.count), 1] { Self.append(word, to: &bytes) }
    for element in elements {
      let start = bytes.count
      Self.append(Int32(0), to: &bytes)
      append(element, &bytes)
      let length = Int32(bytes.count - start - 4)
      withUnsafeBytes(of: length.bigEndian) { bytes.replaceSubrange(start..<(start + 4), with: $0) }
    }
    return bytes
  }

  private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// Whether it has a text with a NUL, which PostgreSQL does not store.
  var hasNUL: Bool {
    switch self {
    case .text(let text): text.utf8.contains(0)
    case .texts(let texts): texts.contains { $0.utf8.contains(0) }
    default: false
    }
  }
}
