/// The arguments of a tool that a stateless client repeats in headers: properties with `x-mcp-header` (2026-07-28, Tools; SEP-2243).
struct ParameterHeaders: Sendable {
  private let entries: [Entry]

  private struct Entry: Sendable {
    let name: String
    let path: [String]
    let type: String
  }

  /// What is wrong with an annotation.
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  /// Finds the annotations in a tool's input schema.
  ///
  /// - Throws: `Fault` when a name is not a token or is used twice, or when an annotation is in the wrong place.
  init(_ schema: JSON) throws(Fault) {
    entries = try Self.find(schema, [])
    guard Self.count(schema) == entries.count else {
      throw Fault(description: "x-mcp-header has to be on a property that only \"properties\" lead to")
    }
    var seen: Set<String> = []
    for entry in entries where !seen.insert(entry.name.lowercased()).inserted {
      throw Fault(description: "x-mcp-header \"\(entry.name)\" is used twice")
    }
  }

  /// How many annotations there are, in whatever place.
  private static func count(_ json: JSON) -> Int {
    switch json {
    case .array(let values): return values.reduce(0) { $0 + count($1) }
    case .object(let members):
      let own = if members["x-mcp-header"] == nil { 0 } else { 1 }
      return members.reduce(own) { sum, member in
        switch member.key {
        case "const", "enum", "default", "examples": sum
        case "properties", "$defs", "definitions", "patternProperties", "dependentSchemas":
          sum + (member.value.object?.values.reduce(0) { $0 + count($1) } ?? 0)
        default: sum + count(member.value)
        }
      }
    default: return 0
    }
  }

  private static func find(_ schema: JSON, _ path: [String]) throws(Fault) -> [Entry] {
    var found: [Entry] = []
    for (name, property) in (schema["properties"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
      let here = path + [name]
      if let header = property["x-mcp-header"] { found.append(try entry(header, property, here)) }
      found += try find(property, here)
    }
    return found
  }

  private static func entry(_ header: JSON, _ property: JSON, _ path: [String]) throws(Fault) -> Entry {
    guard let name = header.string, !name.isEmpty, name.utf8.allSatisfy(isTokenByte) else {
      throw Fault(description: "x-mcp-header of \(path.joined(separator: ".")) has to be a token (RFC 9110)")
    }
    guard let type = property["type"]?.string, ["string", "integer", "boolean"].contains(type) else {
      throw Fault(description: "x-mcp-header \"\(name)\" has to be on a string, an integer or a boolean")
    }
    return Entry(name: name, path: path, type: type)
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  /// Compares the headers of a call with its arguments.
  ///
  /// - Throws: `RPCError` -32020.
  func check(_ arguments: JSON, _ headers: HTTPHeaders) throws(RPCError) {
    for entry in entries {
      let name = "Mcp-Param-" + entry.name
      let values = headers[name]
      guard values.count <= 1 else { throw .headerMismatch("the header \(name) is there \(values.count) times") }
      guard let argument = value(arguments, entry.path), !argument.isNull else { continue }
      guard let header = values.first else { throw .headerMismatch("the header \(name) is missing") }
      guard let text = HeaderValue.decode(header) else {
        throw .headerMismatch("the header \(name) is not valid Base64")
      }
      guard Self.isSame(text, argument) else {
        throw .headerMismatch("the header \(name) differs from the argument '\(entry.path.joined(separator: "."))'")
      }
    }
  }

  private func value(_ json: JSON, _ path: [String]) -> JSON? { path.reduce(Optional(json)) { $0?[$1] } }

  private static func isSame(_ text: String, _ argument: JSON) -> Bool {
    switch argument {
    case .string(let value): text.utf8.elementsEqual(value.utf8)
    case .bool(let value): text == String(value)
    case .integer(let value): Int(text) == value || (isDecimal(text) && Int(exactly: Double(text) ?? .nan) == value)
    case .number(let value): isDecimal(text) && Double(text) == value
    default: false
    }
  }

  private static func isDecimal(_ text: String) -> Bool {
    text.utf8.count <= 16 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || "-.".utf8.contains($0) }
  }

  /// The headers that repeat a call's arguments.
  func headers(for arguments: JSON) -> [(name: String, value: String)] {
    entries.compactMap { entry in
      switch value(arguments, entry.path) {
      case .string(let text): ("Mcp-Param-" + entry.name, HeaderValue.encode(text))
      case .bool(let flag): ("Mcp-Param-" + entry.name, String(flag))
      case .some(let number): number.integer.map { ("Mcp-Param-" + entry.name, String($0)) }
      case nil: nil
      }
    }
  }
}
