/// A key of TOML with the tables around it: `mcp_servers.ipai`.
struct TOMLKeyPath: Equatable, Sendable {
  var parts: [String]

  /// True for the same keys, byte by byte: TOML does not normalize Unicode.
  static func == (left: TOMLKeyPath, right: TOMLKeyPath) -> Bool {
    left.parts.count == right.parts.count && left.starts(with: right)
  }

  /// True when the path is `other` or a key in it.
  func starts(with other: TOMLKeyPath) -> Bool {
    parts.count >= other.parts.count && zip(parts, other.parts).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
  }

  static func + (left: TOMLKeyPath, right: TOMLKeyPath) -> TOMLKeyPath {
    TOMLKeyPath(parts: left.parts + right.parts)
  }

  /// The path as TOML, with quotes where they are needed.
  var text: String { parts.map { Self.isBare($0) ? $0 : TOMLStrings.quoted($0) }.joined(separator: ".") }

  private static func isBare(_ key: String) -> Bool { !key.isEmpty && key.utf8.allSatisfy(isBare) }

  /// True for a byte that a key without quotes may have.
  static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
