/// A single value: its text, and what it is read as.
package struct YAMLScalar: Equatable, Sendable {
  /// What a scalar is read as (YAML 1.2.2, section 10.3, "Core Schema"). `yes` and `on` are strings.
  package enum Kind: Sendable {
    case null, boolean, number, string

    /// The kind in words for messages.
    package var name: String {
      switch self {
      case .null: "null"
      case .boolean: "a boolean"
      case .number: "a number"
      case .string: "a string"
      }
    }
  }

  /// The text without quotes, as it was written: `1.10` stays so.
  package let text: String
  /// What it is read as.
  package let kind: Kind

  /// A scalar of a known kind.
  package init(_ text: String, _ kind: Kind) {
    self.text = text
    self.kind = kind
  }

  /// A scalar that was written without quotes, whose text decides its kind.
  package init(plain text: String) {
    self.text = text
    switch text {
    case "", "~", "null", "Null", "NULL": kind = .null
    case "true", "True", "TRUE", "false", "False", "FALSE": kind = .boolean
    default: kind = NumberText.isNumber(text.utf8) ? .number : .string
    }
  }
}
