/// Reads JSON as VS Code takes it: with `//` and `/* */` comments, trailing commas and a byte order mark.
struct JSONCReader {
  /// The most objects and arrays that may stand in one another, the outermost counted.
  static let maxDepth = 100

  let bytes: [UInt8]
  var index: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    index = ByteOrderMark.length(in: bytes)
  }

  /// The only value; nil when there is nothing but white space and comments. Throws `ClientFileError`.
  mutating func document() throws(ClientFileError) -> JSONCNode? {
    try skipTrivia()
    if index == bytes.count { return nil }
    let node = try value(depth: 0)
    try skipTrivia()
    guard index == bytes.count else { throw failure("expected the end of the file") }
    return node
  }

  private mutating func value(depth: Int) throws(ClientFileError) -> JSONCNode {
    let start = index
    switch peek {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""):
      try skipString()
      return JSONCNode(range: start..<index, content: .string)
    default:
      try skipLiteral()
      return JSONCNode(range: start..<index, content: .literal)
    }
  }

  private mutating func object(_ depth: Int) throws(ClientFileError) -> JSONCNode {
    let start = index
    try enter(depth)
    var entries: [JSONCEntry] = []
    var comma: Int?
    while try !skip(UInt8(ascii: "}")) {
      if !entries.isEmpty && comma == nil { throw failure("expected ',' or '}'") }
      let key = index
      guard peek == UInt8(ascii: "\"") else { throw failure("expected a key in double quotes or '}'") }
      try skipString()
      let keyRange = key..<index
      guard try skip(UInt8(ascii: ":")) else { throw failure("expected ':' after a key") }
      try skipTrivia()
      entries.append(JSONCEntry(key: keyRange, value: try value(depth: depth + 1)))
      comma = try skipComma()
    }
    return JSONCNode(range: start..<index, content: .object(entries), trailingComma: comma)
  }

  private mutating func array(_ depth: Int) throws(ClientFileError) -> JSONCNode {
    let start = index
    try enter(depth)
    var elements: [JSONCNode] = []
    var comma: Int?
    while try !skip(UInt8(ascii: "]")) {
      if !elements.isEmpty && comma == nil { throw failure("expected ',' or ']'") }
      elements.append(try value(depth: depth + 1))
      comma = try skipComma()
    }
    return JSONCNode(range: start..<index, content: .array(elements), trailingComma: comma)
  }

  private mutating func enter(_ depth: Int) throws(ClientFileError) {
    guard depth < Self.maxDepth else {
      throw ClientFileError(at: index, of: bytes, "is nested more than \(Self.maxDepth) levels deep")
    }
    index += 1
  }

  /// The offset of the comma that comes next; nil when something else does.
  private mutating func skipComma() throws(ClientFileError) -> Int? {
    try skip(UInt8(ascii: ",")) ? index - 1 : nil
  }

  /// Passes over white space, comments and then `byte`; false when that is not there.
  private mutating func skip(_ byte: UInt8) throws(ClientFileError) -> Bool {
    try skipTrivia()
    guard peek == byte else { return false }
    index += 1
    return true
  }

  var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  func failure(_ problem: String, at offset: Int? = nil) -> ClientFileError {
    ClientFileError(at: offset ?? index, of: bytes, "is not JSON with comments: \(problem)")
  }
}
