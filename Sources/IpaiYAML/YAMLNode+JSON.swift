extension YAMLNode {
  /// The value as JSON text, with keys in their order. A number that JSON cannot write is a string.
  package var json: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch value {
    case .scalar(let scalar): scalar.write(to: &text)
    case .sequence(let nodes):
      text += "["
      for (index, node) in nodes.enumerated() {
        if index > 0 { text += "," }
        node.write(to: &text)
      }
      text += "]"
    case .mapping(let entries):
      text += "{"
      for (index, entry) in entries.enumerated() {
        if index > 0 { text += "," }
        YAMLScalar(entry.key, .string).write(to: &text)
        text += ":"
        entry.value.write(to: &text)
      }
      text += "}"
    }
  }
}

extension YAMLScalar {
  fileprivate func write(to text: inout String) {
    switch kind {
    case .null: text += "null"
    case .boolean: text += self.text.lowercased()
    case .number where NumberText.isJSON(self.text.utf8): text += self.text
    case .number, .string: Self.writeQuoted(self.text, to: &text)
    }
  }

  private static func writeQuoted(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
