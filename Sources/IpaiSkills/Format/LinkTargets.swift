/// What the links in a line of Markdown lead to.
enum LinkTargets {
  /// The most bytes of a target.
  private static let maxLength = 1000

  /// The targets of a line without code, in their order.
  static func targets(_ line: [UInt8]) -> [String] {
    var targets: [String] = []
    var isFirst = true
    var index = 0
    while let bracket = line[index...].firstIndex(of: UInt8(ascii: "]")), bracket + 1 < line.count {
      index = bracket + 1
      let isInline = line[index] == UInt8(ascii: "(")
      let isDefinition = isFirst && line[index] == UInt8(ascii: ":") && startsDefinition(line)
      isFirst = false
      guard isInline || isDefinition else { continue }
      let (target, end) = target(line[(index + 1)...], isInline: isInline)
      index = end
      if let target { targets.append(target) }
    }
    return targets
  }

  /// True when the line starts with a bracket that is not that of a footnote.
  private static func startsDefinition(_ line: [UInt8]) -> Bool {
    line[0] == UInt8(ascii: "[") && line[1] != UInt8(ascii: "^")
  }

  /// The target at the start of what follows `](` or `]:`, nil when there is none, and where to search on.
  private static func target(_ text: ArraySlice<UInt8>, isInline: Bool) -> (String?, end: Int) {
    let rest = text.drop(while: isSpace).prefix(maxLength)
    if rest.first == UInt8(ascii: "<") {
      guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return (nil, rest.endIndex) }
      return (String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self), end)
    }
    var depth = 0
    let target = rest.prefix { byte in
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      return depth >= 0 && !isSpace(byte)
    }
    // An inline link goes on with a title or its closing parenthesis.
    let isCut = isInline && target.endIndex == rest.endIndex
    return (target.isEmpty || isCut ? nil : String(decoding: target, as: UTF8.self), target.endIndex)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte <= UInt8(ascii: " ") }
}
