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
  /// A `halfvec[]` of pgvector, of which `type` is the number that the database has given the type `halfvec`.
  case vectors([[Float]], type: Int32)

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
    case .texts(let texts): (Self.array(texts, of: 25) { $1 += $0.utf8 }, true)
    case .integers(let numbers): (Self.array(numbers, of: 20) { Self.append($0, to: &$1) }, true)
    case .blobs(let blobs): (Self.array(blobs, of: 17) { $1 += $0 }, true)
    case .vectors(let vectors, let type): (Self.array(vectors, of: type, Self.append), true)
    }
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

  /// A vector as `halfvec_recv` of pgvector reads it: how many numbers it has, 0, and the numbers in 16 bits each.
  private static func append(_ vector: [Float], to bytes: inout [UInt8]) {
    append(Int16(clamping: vector.count), to: &bytes)
    append(Int16(0), to: &bytes)
    for number in vector { append(Float16(number).bitPattern, to: &bytes) }
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
