/// Finds the lines of source code on which definitions begin, by their first words. It does not parse: where a line only looks like a
/// definition, a passage begins that might as well not.
struct DefinitionScanner {
  /// Where a definition begins.
  struct Definition: Equatable {
    /// The line, counted from 0.
    let line: Int
    /// How far it is indented.
    let indent: Int
    /// Its name.
    let name: String
  }

  private let rules: LanguageRules
  /// What begins and ends comments and texts that go on over several lines.
  private let openings: [(open: [UInt8], close: [UInt8])]
  /// What ends the comment or the text that the current line begins in; nil outside of one.
  private var ending: [UInt8]?

  /// A scanner for a language.
  init(_ rules: LanguageRules) {
    self.rules = rules
    var openings = [rules.blockComment].compactMap { $0 }
    if rules.hasTripleQuotes { openings += [("\"\"\"", "\"\"\""), ("'''", "'''")] }
    self.openings = openings.map { (Array($0.open.utf8), Array($0.close.utf8)) }
  }

  /// The definitions of a text, in their order.
  mutating func definitions(in text: SourceText) -> [Definition] {
    var found: [Definition] = []
    for number in text.lines.indices {
      let line = text.trimmed(number)
      let isInside = ending != nil
      follow(line)
      guard !isInside, !line.isEmpty, !isComment(line), let name = name(line, text, number) else { continue }
      let indent = text.indent(number)
      guard indent == 0 || rules.nests else { continue }
      let isBelowType =
        rules.functions == .typed && indent == 0 && isType(number - 1, text) && startsWithName(line, name)
      found.append(Definition(line: isBelowType ? number - 1 : number, indent: indent, name: name))
    }
    return found
  }

  // MARK: Comments and texts

  /// Whether a line is nothing but a comment.
  func isComment(_ line: ArraySlice<UInt8>) -> Bool {
    rules.lineComments.contains { line.starts(with: $0.utf8) && !line.starts(with: "#define".utf8) }
      || rules.blockComment.map { line.starts(with: $0.open.utf8) } ?? false
  }

  /// Notes whether the line leaves or enters a comment or a text that goes on.
  private mutating func follow(_ line: ArraySlice<UInt8>) {
    var rest = line
    if let end = ending {
      guard let found = rest.firstPlace(of: end) else { return }
      ending = nil
      rest = rest[found.upperBound...]
    }
    while !rest.isEmpty {
      var first: (range: Range<Int>, close: [UInt8])?
      for opening in openings {
        guard let range = rest.firstPlace(of: opening.open) else { continue }
        if range.lowerBound < first?.range.lowerBound ?? .max { first = (range, opening.close) }
      }
      guard let first else { return }
      guard let end = rest[first.range.upperBound...].firstPlace(of: first.close) else {
        ending = first.close
        return
      }
      rest = rest[end.upperBound...]
    }
  }

  // MARK: Names

  private func name(_ line: ArraySlice<UInt8>, _ text: SourceText, _ number: Int) -> String? {
    var rest = line
    var words = 0
    while let word = Self.word(rest) {
      let key = rules.ignoresCase ? word.text.lowercased() : word.text
      if rules.keywords.contains(key) { return keyworded(key, word.rest) }
      // A method may be called like a modifier.
      guard rules.modifiers.contains(key) || key.hasPrefix("@"), word.rest.first != UInt8(ascii: "(") else { break }
      rest = word.rest
      words += 1
      guard words < 12 else { return nil }
    }
    switch rules.functions {
    case .keyword: return nil
    case .typed: return typed(rest, text, number)
    case .named: return named(rest)
    case .shell: return shell(rest)
    }
  }

  /// The first word of a line with the parentheses that belong to it, and the rest without white space before it.
  private static func word(_ line: ArraySlice<UInt8>) -> (text: String, rest: ArraySlice<UInt8>)? {
    let isPart: (UInt8) -> Bool = { $0.isIdentifier || "@#!*-".utf8.contains($0) }
    var end = line.firstIndex { !isPart($0) } ?? line.endIndex
    guard end > line.startIndex else { return nil }
    if end < line.endIndex, line[end] == UInt8(ascii: "("), let close = line[end...].firstIndex(of: UInt8(ascii: ")")) {
      let name = line[..<end]
      // Attributes and visibilities have arguments; what else has parentheses is no modifier.
      if name.first == UInt8(ascii: "@") || name.elementsEqual("pub".utf8) { end = close + 1 }
    }
    var text = line[..<end].text
    if text.hasPrefix("pub(") { text = "pub" }
    return (text, line[end...].drop(while: \.isASCIISpace))
  }

  /// The name after a word that begins a definition; nil when there is none.
  private func keyworded(_ keyword: String, _ rest: ArraySlice<UInt8>) -> String? {
    switch keyword {
    case "init", "deinit", "subscript": return keyword
    case "impl":
      let head = rest.prefix { $0 != UInt8(ascii: "{") }.trimmingASCIISpace
      return head.isEmpty ? nil : head.text
    case "func" where rest.first == UInt8(ascii: "("):
      // The receiver of a method of Go; its type is the container.
      guard let close = rest.firstIndex(of: UInt8(ascii: ")")) else { return nil }
      let receiver = rest[..<close].split { !$0.isIdentifier }.last.map(\.text) ?? ""
      let name = rest[(close + 1)...].trimmingASCIISpace.prefix(while: \.isIdentifier)
      return name.isEmpty ? nil : receiver + "." + name.text
    default: break
    }
    var rest = rest
    if rules.ignoresCase, rest.text.lowercased().hasPrefix("if not exists ") { rest = rest.dropFirst(14) }
    let isPart: (UInt8) -> Bool = { $0.isIdentifier || ".:?!\"`~=".utf8.contains($0) }
    let operators = rest.prefix { "+-*/<>=!%&|^~".utf8.contains($0) }
    if !operators.isEmpty { return operators.text }
    var name = rest.prefix(while: isPart)
    while let last = name.last, ":=".utf8.contains(last) { name = name.dropLast() }
    guard let first = name.first, first.isIdentifier || first == UInt8(ascii: "\"") || first == UInt8(ascii: "`") else {
      return nil
    }
    guard isStructured(rest[name.endIndex...], keyword) else { return nil }
    return name.text
  }

  /// Whether what follows a name can follow one; in texts and comments other words do.
  private func isStructured(_ rest: ArraySlice<UInt8>, _ keyword: String) -> Bool {
    guard let next = rest.first(where: { !$0.isASCIISpace }) else { return true }
    if keyword == "class" || keyword == "def" {
      return !next.isIdentifier || rules.blockComment != nil || keyword == "def"
    }
    return true
  }

  private static let control: Set = [
    "if", "for", "while", "switch", "return", "catch", "else", "do", "sizeof", "throw", "new", "await", "using", "lock",
    "foreach", "assert", "delete", "typeof", "case", "goto", "with", "import", "super", "function", "defer", "elif",
  ]

  /// The name of a function that is written as in C: words, a name, parentheses, and a brace on this line or one of the next.
  private func typed(_ line: ArraySlice<UInt8>, _ text: SourceText, _ number: Int) -> String? {
    guard let open = line.firstIndex(of: UInt8(ascii: "(")), line.last != UInt8(ascii: ";"),
      line.last != UInt8(ascii: ",")
    else { return nil }
    let before = line[..<open].trimmingASCIISpace
    guard !before.contains(where: { "=\"'.{}".utf8.contains($0) }) else { return nil }
    let name = Self.trailingName(before)
    let type = before.dropLast(name.count).trimmingASCIISpace
    guard let first = name.first, first.isIdentifier || first == UInt8(ascii: "~"), !Self.control.contains(name.text)
    else {
      return nil
    }
    let leading = type.prefix(while: \.isIdentifier).text
    guard !type.isEmpty || text.indent(number) > 0 || isType(number - 1, text), !Self.control.contains(leading) else {
      return nil
    }
    return opensBlock(text, number) ? name.text : nil
  }

  /// Whether a line is nothing but a type, as it stands above the name of a function in some styles of C.
  private func isType(_ number: Int, _ text: SourceText) -> Bool {
    guard number >= 0, text.indent(number) == 0 else { return false }
    let line = text.trimmed(number)
    guard let first = line.first, first.isIdentifier else { return false }
    return line.allSatisfy { $0.isIdentifier || " *".utf8.contains($0) }
  }

  private func startsWithName(_ line: ArraySlice<UInt8>, _ name: String) -> Bool {
    line.starts(with: name.utf8) && !rules.keywords.contains(name)
  }

  /// The name at the end of some bytes, with the names of classes before it.
  private static func trailingName(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var start = bytes.endIndex
    while start > bytes.startIndex {
      let byte = bytes[start - 1]
      guard byte.isIdentifier || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "~") else { break }
      start -= 1
    }
    return bytes[start...]
  }

  /// Whether a block begins on a line or soon after it, before a statement ends.
  private func opensBlock(_ text: SourceText, _ number: Int) -> Bool {
    for next in number..<min(number + 8, text.lines.count) {
      for byte in text.line(next) {
        if byte == UInt8(ascii: "{") { return true }
        if byte == UInt8(ascii: ";") || byte == UInt8(ascii: "}") { return false }
      }
    }
    return false
  }

  /// The name of a method of JavaScript, or of a function that a constant holds.
  private func named(_ line: ArraySlice<UInt8>) -> String? {
    if let word = Self.word(line), ["const", "let", "var"].contains(word.text) {
      let name = word.rest.prefix { $0.isIdentifier || $0 == UInt8(ascii: "$") }
      let value = word.rest.dropFirst(name.count)
      let isFunction =
        value.firstPlace(of: Array("=>".utf8)) != nil || value.firstPlace(of: Array("function".utf8)) != nil
      return isFunction && !name.isEmpty ? name.text : nil
    }
    let name = line.prefix { $0.isIdentifier || "$#*".utf8.contains($0) }
    guard !name.isEmpty, !Self.control.contains(name.text), line.dropFirst(name.count).first == UInt8(ascii: "("),
      line.last == UInt8(ascii: "{")
    else { return nil }
    return name.text
  }

  private func shell(_ line: ArraySlice<UInt8>) -> String? {
    let name = line.prefix { $0.isIdentifier || "-:.".utf8.contains($0) }
    let rest = line.dropFirst(name.count).drop(while: \.isASCIISpace)
    guard !name.isEmpty, rest.starts(with: "()".utf8) else { return nil }
    return name.text
  }
}
