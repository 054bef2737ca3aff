import Foundation
import MCP

/// JSON with a line for each value, for people to compare.
enum IndentedJSON {
  /// A value as text, with the keys of objects sorted.
  static func text(_ value: JSON) -> String {
    var text = ""
    write(value, "", to: &text)
    return text
  }

  private static func write(_ value: JSON, _ indent: String, to text: inout String) {
    switch value {
    case .object(let members) where !members.isEmpty:
      let lines = members.sorted { $0.key < $1.key }.map { ("\(quoted($0.key)): ", $0.value) }
      write(lines, "{", "}", indent, to: &text)
    case .array(let elements) where !elements.isEmpty: write(elements.map { ("", $0) }, "[", "]", indent, to: &text)
    default: text += String(decoding: value.encoded, as: UTF8.self)
    }
  }

  private static func write(
    _ lines: [(String, JSON)], _ open: String, _ close: String, _ indent: String, to text: inout String
  ) {
    text += open
    for (index, line) in lines.enumerated() {
      text += (index == 0 ? "\n" : ",\n") + indent + "  " + line.0
      write(line.1, indent + "  ", to: &text)
    }
    text += "\n" + indent + close
  }

  private static func quoted(_ key: String) -> String { String(decoding: JSON.string(key).encoded, as: UTF8.self) }
}
