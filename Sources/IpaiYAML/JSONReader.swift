/// Reads the bytes of a JSON text, which are UTF-8, from their start to their end.
struct JSONReader {
  let maxDepth: Int
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1

  init(_ bytes: [UInt8], maxDepth: Int) {
    self.bytes = bytes
    self.maxDepth = maxDepth
  }

  /// The only value; nil when there is none. Throws `YAMLError`.
  mutating func document() throws(YAMLError) -> YAMLNode? {
    skipSpace()
    if index == bytes.count { return nil }
    let node = try value(depth: 0)
    skipSpace()
    guard index == bytes.count else { throw failure("expected the end of the file") }
    return node
  }

  private mutating func value(depth: Int) throws(YAMLError) -> YAMLNode {
    let start = line
    switch peek {
    case UInt8(ascii: "{"): return YAMLNode(.mapping(try object(depth)), line: start)
    case UInt8(ascii: "["): return YAMLNode(.sequence(try array(depth)), line: start)
    case UInt8(ascii: "\""): return YAMLNode(.scalar(YAMLScalar(try string(), .string)), line: start)
    default: return YAMLNode(.scalar(try literal()), line: start)
    }
  }

  private mutating func object(_ depth: Int) throws(YAMLError) -> [YAMLEntry] {
    try enter(depth)
    var entries: [YAMLEntry] = []
    var keys: Set<String> = []
    if skip(UInt8(ascii: "}")) { return entries }
    repeat {
      skipSpace()
      let start = line
      guard peek == UInt8(ascii: "\"") else { throw failure("expected a key in double quotes") }
      let key = try string()
      guard keys.insert(key).inserted else {
        throw YAMLError(line: start, "the key '\(key.prefix(80))' occurs more than once", hint: "keep one of them")
      }
      guard skip(UInt8(ascii: ":")) else { throw failure("expected ':' after a key") }
      skipSpace()
      entries.append(YAMLEntry(key, line: start, try value(depth: depth + 1)))
    } while skip(UInt8(ascii: ","))
    guard skip(UInt8(ascii: "}")) else { throw failure("expected ',' or '}'") }
    return entries
  }

  private mutating func array(_ depth: Int) throws(YAMLError) -> [YAMLNode] {
    try enter(depth)
    var elements: [YAMLNode] = []
    if skip(UInt8(ascii: "]")) { return elements }
    repeat {
      skipSpace()
      elements.append(try value(depth: depth + 1))
    } while skip(UInt8(ascii: ","))
    guard skip(UInt8(ascii: "]")) else { throw failure("expected ',' or ']'") }
    return elements
  }

  private mutating func enter(_ depth: Int) throws(YAMLError) {
    guard depth < maxDepth else { throw YAMLError(line: line, "is nested more than \(maxDepth) levels deep") }
    index += 1
  }

  private mutating func literal() throws(YAMLError) -> YAMLScalar {
    let start = index
    while let byte = peek, Self.isLiteral(byte) { index += 1 }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    switch text {
    case "null": return YAMLScalar(text, .null)
    case "true", "false": return YAMLScalar(text, .boolean)
    default:
      guard NumberText.isJSON(bytes[start..<index]) else {
        throw failure(text.isEmpty ? "expected a value" : "unknown value '\(text.prefix(80))'")
      }
      return YAMLScalar(text, .number)
    }
  }

  private mutating func string() throws(YAMLError) -> String {
    let start = index + 1
    index = start
    var isPlain = true
    while let byte = peek, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw failure("a line break or control character in a string") }
      if byte == UInt8(ascii: "\\") {
        isPlain = false
        index += 1
      }
      index += 1
    }
    guard index < bytes.count else { throw failure("a string is not closed") }
    let content = bytes[start..<index]
    index += 1
    if isPlain { return String(decoding: content, as: UTF8.self) }
    guard let text = JSONEscapes.decoded(content) else { throw failure("an unknown escape in a string") }
    return text
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// Passes over white space and then `byte`; false when that is not there.
  private mutating func skip(_ byte: UInt8) -> Bool {
    skipSpace()
    guard peek == byte else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\n"): line += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
      default: return
      }
      index += 1
    }
  }

  private static func isLiteral(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  private func failure(_ problem: String) -> YAMLError { YAMLError(line: line, "is not JSON: \(problem)") }
}
