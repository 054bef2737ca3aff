/// A value to be written into a table of TOML.
package enum TOMLValue: Equatable, Sendable {
  /// A text.
  case string(String)
  /// A list of texts.
  case strings([String])

  /// The value as TOML on one line.
  var text: String {
    switch self {
    case .string(let text): TOMLStrings.quoted(text)
    case .strings(let texts): "[" + texts.map(TOMLStrings.quoted).joined(separator: ", ") + "]"
    }
  }
}
