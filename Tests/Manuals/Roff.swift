/// Text as mdoc takes it (mdoc(7)).
enum Roff {
  /// A line of text, or an argument of a macro: nothing in it is markup.
  static func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "~": result += "\\(ti"
      case "^": result += "\\(ha"
      case "\"": result += "\\(dq"
      case "…": result += "..."
      default: result.append(character)
      }
    }
    return result.hasPrefix(".") ? "\\&" + result : result
  }

  /// Prose, with each sentence on a line of its own, as mdoc wants it.
  static func prose(_ text: some StringProtocol) -> [String] {
    var lines = [""]
    var words = text.split(separator: " ")[...]
    while let word = words.popFirst() {
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
      let isEnd = (word.hasSuffix(".") || word.hasSuffix(".)")) && !word.hasSuffix("..")
      if isEnd && !words.isEmpty { lines.append("") }
    }
    return lines.map(escaped)
  }

  /// A sentence as `Nd` takes it: without a capital and a full stop.
  static func description(_ sentence: String) -> String {
    let text = sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    return escaped(text.prefix(1).lowercased() + text.dropFirst())
  }
}
