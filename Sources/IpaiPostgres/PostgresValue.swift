/// A value that is sent with a statement.
package enum PostgresValue: Sendable, Equatable {
  case null
  case text(String)
  case integer(Int64)
  case real(Double)
  case boolean(Bool)
  /// Bytes for `bytea`.
  case bytes([UInt8])

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
    }
  }
}
