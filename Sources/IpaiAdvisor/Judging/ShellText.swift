import IpaiCore

/// A command for a POSIX shell. What is interpolated is quoted, so that a name from an account is always one word or a part of one:
/// `"doctl compute droplet delete \(id)"`.
package struct ShellText: Equatable, Sendable, ExpressibleByStringInterpolation {
  /// The command as it is printed.
  package let text: String

  /// What a string literal of a command is built with.
  package struct StringInterpolation: StringInterpolationProtocol {
    var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }
    package mutating func appendLiteral(_ literal: String) { text += literal }
    /// A value from an account, quoted.
    package mutating func appendInterpolation(_ value: String) { text += ShellText.quoted(value) }
    /// An id from an account, quoted.
    package mutating func appendInterpolation(_ value: ResourceID) { text += ShellText.quoted(value.text) }
    /// A number.
    package mutating func appendInterpolation(_ value: Int) { text += String(value) }
    /// Something that the reader has to fill in; a shell takes it as a text that no command accepts.
    package mutating func appendInterpolation(fill name: String) { text += "'<" + name + ">'" }
    /// More of a command.
    package mutating func appendInterpolation(_ command: ShellText) { text += command.text }
  }

  package init(stringLiteral value: String) { text = value }
  package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  /// A command of parts, with a space between them.
  package init(_ parts: [ShellText]) { text = parts.map(\.text).joined(separator: " ") }

  /// A value as one word: as it is where every shell reads it so, and in single quotes otherwise.
  static func quoted(_ value: String) -> String {
    let isPlain = value.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "-._/:,@+".utf8.contains(byte)
      }
    }
    // A value must not be taken for an option.
    if isPlain, !value.isEmpty, !value.hasPrefix("-") { return value }
    return ShellWord.quoted(value)
  }
}
