/// Divides a document into passages.
package enum DocumentSplitter {
  /// The version of what this makes of a text. Documents that another version divided are divided again.
  package static let version = 3
  /// How many passages a document has at most; what comes after them is not found by its words.
  package static let most = 200_000

  /// The passages of a document, in their order.
  package static func passages(of bytes: [UInt8], _ format: DocumentFormat) -> [Passage] {
    Array(all(of: SourceText(bytes), format).prefix(most))
  }

  private static func all(of text: SourceText, _ format: DocumentFormat) -> [Passage] {
    let sections: [Section]
    switch format {
    case .table(let separator): return RecordSplitter.table(text, separator: separator.rawValue)
    case .jsonLines: return RecordSplitter.jsonLines(text)
    case .json:
      if let records = JSONSplitter.passages(of: text) { return records }
      sections = [Section(lines: 0..<text.lines.count)]
    case .html:
      if let page = HTMLConverter.text(of: text.bytes) { return page.passages() }
      sections = [Section(lines: 0..<text.lines.count)]
    case .notebook:
      if let notebook = NotebookConverter.text(of: text) { return notebook.passages() }
      sections = [Section(lines: 0..<text.lines.count)]
    case .markdown: sections = MarkupSplitter.sections(of: text, .markdown)
    case .restructuredText: sections = MarkupSplitter.sections(of: text, .restructuredText)
    case .asciidoc: sections = MarkupSplitter.sections(of: text, .asciidoc)
    case .code(let language):
      if let rules = LanguageRules.rules(of: language) {
        sections = CodeSplitter.sections(of: text, rules)
      } else {
        sections = [Section(lines: 0..<text.lines.count, kind: .code)]
      }
    // Plain texts underline their titles as reStructuredText does, and some are written in it.
    case .plain: sections = MarkupSplitter.sections(of: text, .restructuredText)
    }
    return PassageCutter.passages(of: sections, in: text)
  }
}
