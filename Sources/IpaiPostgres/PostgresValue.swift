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

  /// Numbers as a `text[]`, for a statement that casts it to `bigint[]`.
  package static func numbers(_ numbers: some Sequence<Int64>) -> PostgresValue { .texts(numbers.map { String($0) }) }

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
    case .texts(let texts): (Array(Self.array(texts).utf8) + [0], false)
    }
  }

  /// An array as PostgreSQL reads it (its documentation, "Array Input and Output Syntax").
  private static func array(_ texts: [String]) -> String {
    let quoted = texts.map { text in
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    return "{" + quoted.joined(separator: ",") + "}"
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
