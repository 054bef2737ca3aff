import IpaiCore

/// A command for bash or zsh. What is interpolated is quoted, so that a name from an account is always one word or a part of one:
/// `"doctl compute droplet delete \(id)"`.
package struct ShellText: Equatable, Sendable, ExpressibleByStringInterpolation {
  /// The command as it is printed.
  package let text: String
  /// Whether there is something in it that the reader has to fill in.
  package let hasBlanks: Bool

  /// What a string literal of a command is built with.
  package struct StringInterpolation: StringInterpolationProtocol {
    var text = ""
    var hasBlanks = false

    package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }
    package mutating func appendLiteral(_ literal: String) { text += literal }
    /// A value from an account, quoted.
    package mutating func appendInterpolation(_ value: String) { text += ShellText.quoted(value) }
    /// An id from an account, quoted.
    package mutating func appendInterpolation(_ value: ResourceID) { text += ShellText.quoted(value.text) }
    /// A number.
    package mutating func appendInterpolation(_ value: Int) { text += String(value) }
    /// Something that the reader has to fill in; a shell takes it as a text that no command accepts.
    package mutating func appendInterpolation(fill name: String) {
      text += "'<" + name + ">'"
      hasBlanks = true
    }
    /// Words in which something in angle brackets is for the reader to fill in, quoted.
    package mutating func appendInterpolation(withBlanks words: String) {
      text += ShellText.quoted(words)
      hasBlanks = true
    }
    /// More of a command.
    package mutating func appendInterpolation(_ command: ShellText) {
      text += command.text
      hasBlanks = hasBlanks || command.hasBlanks
    }
  }

  package init(stringLiteral value: String) { self.init(text: value) }
  init(text: String, hasBlanks: Bool = false) {
    self.text = text
    self.hasBlanks = hasBlanks
  }
  package init(stringInterpolation: StringInterpolation) {
    self.init(text: stringInterpolation.text, hasBlanks: stringInterpolation.hasBlanks)
  }

  /// A command of parts, with a space between them.
  package init(_ parts: [ShellText]) {
    self.init(text: parts.map(\.text).joined(separator: " "), hasBlanks: parts.contains(where: \.hasBlanks))
  }

  /// The same command, in which there is something that the reader has to fill in.
  var withBlanks: ShellText { ShellText(text: text, hasBlanks: true) }

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
    let isLikeAnOption = value.utf8.first == UInt8(ascii: "-")
    if isPlain, !value.isEmpty, !isLikeAnOption { return value }
    let word = ShellWord.quoted(value)
    // The quotes tell a value from an option: see `withGuardedOperands`.
    return word.utf8.first == UInt8(ascii: "-") ? "'" + word + "'" : word
  }
}
