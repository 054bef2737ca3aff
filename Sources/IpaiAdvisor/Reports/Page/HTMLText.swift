import IpaiCore

/// Writes texts into a page of HTML.
enum HTMLText {
  /// A text as the content of an element or of an attribute in double quotes.
  static func escaped(_ text: String, most: Int = 500) -> String {
    ShownText.line(text, most: most).replacingScalars { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "'": "&#39;"
      default: nil
      }
    }
  }

  /// A text of an account, whose direction does not change that of what is around it.
  static func isolated(_ text: String, most: Int = 500) -> String { "<bdi>\(escaped(text, most: most))</bdi>" }

  /// A moment for people and programs.
  static func time(_ time: FactTime) -> String {
    let text = time.timestamp.rfc3339
    return "<time datetime=\"\(text)\">\(text.replacing("T", with: " ").replacing("Z", with: " UTC"))</time>"
  }

  /// A day for people and programs.
  static func day(_ time: FactTime) -> String {
    "<time datetime=\"\(time.timestamp.rfc3339)\">\(time.timestamp.day)</time>"
  }
}
