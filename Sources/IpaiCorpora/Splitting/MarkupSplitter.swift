import Foundation

/// Divides texts with headings: Markdown (CommonMark 0.31, sections 4.2 and 4.3), reStructuredText ("Sections") and AsciiDoc
/// ("Section Titles").
struct MarkupSplitter {
  /// The form of a text.
  enum Form { case markdown, restructuredText, asciidoc }

  private let text: SourceText
  private let form: Form
  private var outline = Outline()
  /// What ends the block of code that the current line is in; nil outside of one.
  private var fence: (mark: UInt8, count: Int)?
  /// The adornments of reStructuredText in the order in which they came: the first is the outermost.
  private var adornments: [Adornment] = []

  private struct Adornment: Equatable {
    let mark: UInt8
    let isOverlined: Bool
  }

  /// The sections of a text. A heading belongs to the section below it.
  static func sections(of text: SourceText, _ form: Form) -> [Section] {
    var splitter = MarkupSplitter(text: text, form: form)
    splitter.split()
    return splitter.outline.sections
  }

  private init(text: SourceText, form: Form) {
    self.text = text
    self.form = form
  }

  private mutating func split() {
    var number = frontMatterEnd
    outline.end(before: number)
    while number < text.lines.count {
      guard !isInFence(number), let heading = heading(at: number) else {
        number += 1
        continue
      }
      outline.begin(at: number, level: heading.level, title: heading.title)
      number += heading.lines
    }
    outline.end(before: text.lines.count)
  }

  /// The number of lines of YAML at the beginning, with the lines around them.
  private var frontMatterEnd: Int {
    guard form == .markdown, text.lines.count > 1, Array(text.line(0)) == Array("---".utf8) else { return 0 }
    for number in 1..<min(text.lines.count, 200) where Array(text.line(number)) == Array("---".utf8) {
      return number + 1
    }
    return 0
  }

  // MARK: Blocks of code

  /// Whether a line is within a block of code, or begins or ends one. A block that is never closed ends with the text (CommonMark,
  /// section 4.5).
  private mutating func isInFence(_ number: Int) -> Bool {
    let line = text.trimmed(number)
    guard form != .restructuredText, let mark = line.first, Self.fences(form).contains(mark) else {
      return fence != nil
    }
    let count = line.prefix { $0 == mark }.count
    if let open = fence {
      if mark == open.mark, count >= open.count, line.dropFirst(count).allSatisfy(\.isASCIISpace) { fence = nil }
      return true
    }
    guard count >= (form == .markdown ? 3 : 4) else { return false }
    if form == .markdown, mark == UInt8(ascii: "`"), line.dropFirst(count).contains(mark) { return false }
    if form == .asciidoc, count != line.count { return false }
    fence = (mark, count)
    return true
  }

  private static func fences(_ form: Form) -> [UInt8] {
    form == .markdown ? Array("`~".utf8) : Array("-.+/".utf8)
  }

  // MARK: Headings

  private struct Heading {
    let level: Int
    let title: String
    /// How many lines it has.
    let lines: Int
  }

  private mutating func heading(at number: Int) -> Heading? {
    switch form {
    case .markdown: marked(number, by: UInt8(ascii: "#")) ?? underlined(number)
    case .asciidoc: marked(number, by: UInt8(ascii: "="))
    case .restructuredText: adorned(number)
    }
  }

  private func marked(_ number: Int, by mark: UInt8) -> Heading? {
    guard text.indent(number) < 4 else { return nil }
    let line = text.trimmed(number)
    let level = line.prefix { $0 == mark }.count
    guard (1...6).contains(level), let next = line.dropFirst(level).first, next.isASCIISpace else { return nil }
    var title = line.dropFirst(level).trimmingASCIISpace
    // A closing sequence of marks is not part of the title.
    let body = title.dropLast(title.reversed().prefix { $0 == mark }.count)
    if body.isEmpty || body.last?.isASCIISpace == true { title = body.trimmingASCIISpace }
    guard !title.isEmpty else { return nil }
    return Heading(level: level, title: Self.title(title), lines: 1)
  }

  private func underlined(_ number: Int) -> Heading? {
    guard number + 1 < text.lines.count, !text.isBlank(number), text.indent(number) < 4 else { return nil }
    let under = text.trimmed(number + 1)
    guard let mark = under.first, mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-"),
      under.allSatisfy({ $0 == mark }),
      under.count >= 3 || mark == UInt8(ascii: "="), number == 0 || text.isBlank(number - 1) || number == outline.start
    else { return nil }
    let title = text.trimmed(number)
    guard let first = title.first, !Array("-*+>|#".utf8).contains(first) else { return nil }
    return Heading(level: mark == UInt8(ascii: "=") ? 1 : 2, title: Self.title(title), lines: 2)
  }

  private mutating func adorned(_ number: Int) -> Heading? {
    let overline = adornment(number)
    let titleLine = overline == nil ? number : number + 1
    guard titleLine + 1 < text.lines.count, !text.isBlank(titleLine), let mark = adornment(titleLine + 1),
      overline == nil || overline == mark, adornment(titleLine) == nil
    else { return nil }
    let title = text.trimmed(titleLine)
    guard text.trimmed(titleLine + 1).count >= min(title.count, 3), overline != nil || text.indent(titleLine) == 0
    else {
      return nil
    }
    let found = Adornment(mark: mark, isOverlined: overline != nil)
    let level = adornments.firstIndex(of: found) ?? adornments.count
    if level == adornments.count { adornments.append(found) }
    return Heading(level: level, title: Self.title(title), lines: overline == nil ? 2 : 3)
  }

  /// The mark of a line that has nothing else, three times or more.
  private func adornment(_ number: Int) -> UInt8? {
    let line = text.trimmed(number)
    guard line.count >= 3, let mark = line.first, Self.adornmentMarks.contains(mark), line.allSatisfy({ $0 == mark })
    else {
      return nil
    }
    return mark
  }

  private static let adornmentMarks = Set("=-~^\"'`#*+.:_<>".utf8)
  /// How many bytes of a title are kept.
  private static let longestTitle = 200

  private static func title(_ bytes: ArraySlice<UInt8>) -> String {
    var text = String(decoding: bytes.prefix(longestTitle), as: UTF8.self)
    // An anchor in braces, as many generators of sites have it.
    if text.hasSuffix("}"), let brace = text.range(of: " {#", options: .backwards) {
      text = String(text[..<brace.lowerBound])
    }
    return text
  }
}
