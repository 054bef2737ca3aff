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
    if result.hasPrefix(".") { return "\\&" + result }
    return result
  }

  /// Prose, with each sentence on a line of its own, as mdoc wants it.
  static func prose(_ text: some StringProtocol) -> [String] {
    var sentences: [[String]] = [[]]
    var words = text.split(separator: " ")[...]
    while let word = words.popFirst() {
      sentences[sentences.count - 1].append(String(word))
      let isEnd = (word.hasSuffix(".") || word.hasSuffix(".)")) && !word.hasSuffix("..")
      if isEnd && !words.isEmpty { sentences.append([]) }
    }
    return sentences.map { escaped($0.joined(separator: " ")) }
  }

  /// A sentence as `Nd` takes it: without a capital and a full stop.
  static func description(_ sentence: String) -> String {
    var text = sentence
    if text.hasSuffix(".") { text.removeLast() }
    return escaped(text.prefix(1).lowercased() + text.dropFirst())
  }
}
