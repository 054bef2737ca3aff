import TestSupport

/// Makes random JSON with comments, with its meaning.
struct RandomJSONC {
  var random: SeededGenerator
  let lineEnd: String

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    lineEnd = ["\n", "\r\n"].randomElement(using: &random) ?? "\n"
  }

  /// A document whose root is an object, maybe with some of the keys of `path`, whose parents are objects.
  mutating func document(_ path: [String]) -> String {
    (chance(4) ? "\u{FEFF}" : "") + trivia() + object(depth: 0, path[...]) + trivia()
  }

  mutating func chance(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }

  private mutating func object(depth: Int, _ path: ArraySlice<String>) -> String {
    var names = ["a", "ipa", "é", "😀", "//", "x\\n", "/*", "\\\"", "}", "servers2"]
    names.shuffle(using: &random)
    var members = names.prefix(Int.random(in: 0...3, using: &random)).map { name in
      "\"\(escaped(name))\"\(trivia()):\(trivia())\(value(depth + 1))"
    }
    if let key = path.first, !chance(3) {
      let inner = path.count == 1 ? value(depth + 1) : object(depth: depth + 1, path.dropFirst())
      members.append("\"\(escaped(key))\"\(trivia()):\(trivia())\(inner)")
      members.shuffle(using: &random)
    }
    return enclosed("{", members, "}")
  }

  private mutating func value(_ depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 4 ? 4 : 6), using: &random) {
    case 0: return "\"\(["", "// no", "/* no", "\\\"", "\\\\", ",]", "\\u00e9{"].randomElement(using: &random) ?? "")\""
    case 1: return ["true", "false", "null"].randomElement(using: &random) ?? ""
    case 2: return String(Int.random(in: -9...9, using: &random))
    case 3: return "{}"
    case 4: return object(depth: depth, [])
    default:
      let elements = (0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth + 1) }
      return enclosed("[", elements, "]")
    }
  }

  private mutating func enclosed(_ open: String, _ parts: [String], _ close: String) -> String {
    var text = open
    for (index, part) in parts.enumerated() {
      text += trivia() + part + trivia()
      if index < parts.count - 1 || chance(3) { text += "," }
    }
    return text + trivia() + close
  }

  /// The key with some letters as escapes.
  private mutating func escaped(_ key: String) -> String {
    key.map { letter in
      guard letter.isLetter, let code = letter.unicodeScalars.first?.value, code < 256, !key.contains("\\"), chance(4)
      else { return String(letter) }
      return "\\u00" + (code < 16 ? "0" : "") + String(code, radix: 16)
    }.joined()
  }

  private mutating func trivia() -> String {
    (0..<Int.random(in: 0...2, using: &random)).map { _ in
      switch Int.random(in: 0..<7, using: &random) {
      case 0: " "
      case 1: "\t"
      case 2, 3: lineEnd + String(repeating: "  ", count: Int.random(in: 0...3, using: &random))
      case 4: "// c \", } /* \(lineEnd)"
      case 5: "/* c // \" ] */"
      default: "/* c \(lineEnd) **/"
      }
    }.joined()
  }
}
