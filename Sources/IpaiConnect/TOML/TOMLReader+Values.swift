extension TOMLReader {
  /// The most arrays and inline tables that may stand in one another.
  static let maxDepth = 100

  /// Passes over a value. Throws `ClientFileError`.
  ///
  /// In brackets only their nesting, strings and comments are looked at.
  mutating func skipValue() throws(ClientFileError) {
    var open: [Int] = []
    repeat {
      switch peek {
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        open.append(index)
        if open.count > Self.maxDepth {
          throw ClientFileError(at: index, of: bytes, "is nested more than \(Self.maxDepth) levels deep")
        }
        index += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        guard let start = open.popLast(), isPair(bytes[start], bytes[index]) else { throw failure("expected a value") }
        index += 1
      case UInt8(ascii: "\""), UInt8(ascii: "'"): try skipString()
      case nil: throw open.last.map { failure("a bracket is not closed", at: $0) } ?? failure("expected a value")
      default:
        if open.isEmpty { return try skipPlain() }
        if peek == UInt8(ascii: "#") { skipComment() } else { index += 1 }
      }
    } while !open.isEmpty
  }

  /// Passes over a number, date or boolean.
  private mutating func skipPlain() throws(ClientFileError) {
    let start = index
    while let byte = peek, TOMLKeyPath.isBare(byte) || "+.:".utf8.contains(byte) || isInDate(start) { index += 1 }
    if index == start { throw failure("expected a value") }
  }

  /// True at the space between a date and a time.
  private func isInDate(_ start: Int) -> Bool {
    guard peek == UInt8(ascii: " "), index == start + 10, bytes[start + 4] == UInt8(ascii: "-") else { return false }
    return index + 1 < bytes.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index + 1])
  }

  private func isPair(_ open: UInt8, _ close: UInt8) -> Bool {
    (open == UInt8(ascii: "[")) == (close == UInt8(ascii: "]"))
  }

  /// Passes over a string of any of the four kinds. Throws `ClientFileError`.
  private mutating func skipString() throws(ClientFileError) {
    let quote = bytes[index]
    if isTripled(quote) { try skipLongString(quote) } else { _ = try lineString() }
  }

  /// Passes over a string between three quotes, at whose end up to two more quotes may stand.
  private mutating func skipLongString(_ quote: UInt8) throws(ClientFileError) {
    let start = index
    index += 3
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") {
        index += 2
      } else if isTripled(quote) {
        index += 3
        for _ in 0..<2 where peek == quote { index += 1 }
        return
      } else {
        index += 1
      }
    }
    index = bytes.count
    throw failure("a string is not closed", at: start)
  }

  /// The text of a string on one line. Throws `ClientFileError`.
  mutating func lineString() throws(ClientFileError) -> String {
    let start = index
    let quote = bytes[index]
    index += 1
    while let byte = peek, byte != quote, !LineEnd.isPart(byte) {
      index += byte == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") ? 2 : 1
    }
    guard peek == quote else { throw failure("a string is not closed", at: start) }
    index += 1
    let content = bytes[(start + 1)..<(index - 1)]
    if quote == UInt8(ascii: "'") { return String(decoding: content, as: UTF8.self) }
    guard let text = TOMLStrings.decoded(content) else { throw failure("an unknown escape in a string", at: start) }
    return text
  }

  /// What a value means; nil for other values than strings on one line and lists of them.
  static func value(_ range: Range<Int>, in bytes: [UInt8]) -> TOMLValue? {
    var reader = TOMLReader(Array(bytes[range]))
    if let text = reader.shortString() { return .string(text) }
    return reader.strings().map(TOMLValue.strings)
  }

  /// The string on one line that comes next; nil when something else does.
  private mutating func shortString() -> String? {
    guard let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    return isTripled(quote) ? nil : try? lineString()
  }

  /// True when three quotes come next.
  private func isTripled(_ quote: UInt8) -> Bool {
    index + 2 < bytes.count && bytes[index] == quote && bytes[index + 1] == quote && bytes[index + 2] == quote
  }

  /// The strings of the array that comes next; nil when something else does, or something else is in it.
  private mutating func strings() -> [String]? {
    guard skip(UInt8(ascii: "[")) else { return nil }
    var strings: [String] = []
    skipArraySpace()
    while !skip(UInt8(ascii: "]")) {
      guard let text = shortString() else { return nil }
      strings.append(text)
      skipArraySpace()
      guard skip(UInt8(ascii: ",")) || peek == UInt8(ascii: "]") else { return nil }
      skipArraySpace()
    }
    return strings
  }

  private mutating func skipArraySpace() {
    repeat {
      skipSpace()
      if peek == UInt8(ascii: "#") { skipComment() }
    } while skipLineEnd()
  }
}
