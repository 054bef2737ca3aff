import IpaiCore

/// Writes texts into cells of tables in Markdown (GitHub Flavored Markdown 0.29).
enum MarkdownText {
  private static let special = Set("\\`*_{}[]<>#|~@&".unicodeScalars)

  /// A text of an account as code, which neither links nor mentions nor ends a cell, whatever it holds.
  static func code(_ text: String) -> String {
    let shown = ShownText.line(text).replacingScalars { scalar in
      switch scalar {
      case "`": "'"
      case "|": "¦"
      default: nil
      }
    }
    return shown.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? "` `" : "`\(shown)`"
  }

  /// Words of ours, with a backslash before whatever could be Markdown.
  static func words(_ text: String) -> String {
    ShownText.line(text).replacingScalars { special.contains($0) ? "\\" + String($0) : nil }
  }
}
