/// Divides source code by definitions, each with the comment above it.
enum CodeSplitter {
  /// The sections of a text in a language with these rules.
  static func sections(of text: SourceText, _ rules: LanguageRules) -> [Section] {
    var scanner = DefinitionScanner(rules)
    let definitions = scanner.definitions(in: text)
    guard !definitions.isEmpty else { return [Section(lines: 0..<text.lines.count, kind: .code)] }
    var starts: [Int] = []
    for definition in definitions {
      starts.append(max(start(of: definition, in: text, scanner), starts.last.map { $0 + 1 } ?? 0))
    }
    var sections: [Section] = []
    if starts[0] > 0 { sections.append(Section(lines: 0..<starts[0], kind: .code)) }
    var around: [DefinitionScanner.Definition] = []
    for (index, definition) in definitions.enumerated() {
      around.removeAll { $0.indent >= definition.indent }
      around.append(definition)
      let end = index + 1 < starts.count ? starts[index + 1] : text.lines.count
      sections.append(
        Section(lines: starts[index]..<max(end, starts[index] + 1), path: around.map(\.name), kind: .definition))
    }
    return sections
  }

  /// The first line of the comments and attributes that stand right above a definition.
  private static func start(
    of definition: DefinitionScanner.Definition, in text: SourceText, _ scanner: DefinitionScanner
  ) -> Int {
    var start = definition.line
    var isInBlock = false
    while start > 0 {
      let line = text.trimmed(start - 1)
      guard !line.isEmpty else { break }
      if !isInBlock, line.suffix(2).elementsEqual("*/".utf8) { isInBlock = true }
      let isAttribute = line.first == UInt8(ascii: "@") || line.starts(with: "#[".utf8)
      guard isInBlock || isAttribute || scanner.isComment(line) else { break }
      if isInBlock, line.starts(with: "/*".utf8) { isInBlock = false }
      start -= 1
    }
    return start
  }
}
