/// One text or a list of them, as `aud` is (RFC 7519, section 4.1.3).
struct StringList: Decodable, Sendable {
  /// The texts in their order.
  let texts: [String]

  /// Reads a text or a list. Throws `DecodingError`.
  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let text = try? value.decode(String.self) { texts = [text] } else { texts = try value.decode([String].self) }
  }
}
