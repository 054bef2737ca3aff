/// Reads the statements of a TOML 1.0 text: where they stand and which keys they have, not what all values mean.
struct TOMLReader {
  let bytes: [UInt8]
  var index: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    index = ByteOrderMark.length(in: bytes)
  }

  /// All statements in their order, which together hold each byte after a byte order mark. Throws `ClientFileError`.
  mutating func statements() throws(ClientFileError) -> [TOMLStatement] {
    var statements: [TOMLStatement] = []
    while index < bytes.count { statements.append(try statement()) }
    return statements
  }

  private mutating func statement() throws(ClientFileError) -> TOMLStatement {
    let start = index
    skipSpace()
    let content = index
    let kind = try kind()
    skipSpace()
    if peek == UInt8(ascii: "#") { skipComment() }
    let end = index
    guard skipLineEnd() || index == bytes.count else { throw failure("expected the end of the line") }
    return TOMLStatement(kind: kind, range: start..<index, content: content..<end)
  }

  private mutating func kind() throws(ClientFileError) -> TOMLStatement.Kind {
    switch peek {
    case nil, UInt8(ascii: "\n"), UInt8(ascii: "\r"): return .blank
    case UInt8(ascii: "#"): return .comment
    case UInt8(ascii: "["): return try header()
    default:
      let path = try keyPath()
      guard skip(UInt8(ascii: "=")) else { throw failure("expected '=' after a key") }
      skipSpace()
      let start = index
      try skipValue()
      return .pair(path, value: start..<index)
    }
  }

  private mutating func header() throws(ClientFileError) -> TOMLStatement.Kind {
    index += 1
    let isArray = skip(UInt8(ascii: "["))
    skipSpace()
    let path = try keyPath()
    guard skip(UInt8(ascii: "]")), !isArray || skip(UInt8(ascii: "]")) else {
      throw failure(isArray ? "expected ']]'" : "expected ']'")
    }
    return .header(path, isArray: isArray)
  }

  /// Reads a key with dots, and passes over the spaces after it.
  private mutating func keyPath() throws(ClientFileError) -> TOMLKeyPath {
    var parts: [String] = []
    repeat {
      skipSpace()
      parts.append(try key())
      skipSpace()
    } while skip(UInt8(ascii: "."))
    return TOMLKeyPath(parts: parts)
  }

  private mutating func key() throws(ClientFileError) -> String {
    let start = index
    if peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "'") { return try lineString() }
    while let byte = peek, TOMLKeyPath.isBare(byte) { index += 1 }
    if index == start { throw failure("expected a key") }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// Passes over spaces and tabs.
  mutating func skipSpace() {
    while peek == UInt8(ascii: " ") || peek == UInt8(ascii: "\t") { index += 1 }
  }

  /// Passes over a comment, without the line end.
  mutating func skipComment() {
    while let byte = peek, !LineEnd.isPart(byte) { index += 1 }
  }

  /// Passes over LF or CR LF; false when there is none.
  mutating func skipLineEnd() -> Bool {
    if peek == UInt8(ascii: "\n") {
      index += 1
      return true
    }
    guard bytes[index...].starts(with: "\r\n".utf8) else { return false }
    index += 2
    return true
  }

  /// Passes over `byte`; false when something else comes next.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    index += 1
    return true
  }

  var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  func failure(_ problem: String, at offset: Int? = nil) -> ClientFileError {
    ClientFileError(at: offset ?? index, of: bytes, "is not TOML: \(problem)")
  }
}
