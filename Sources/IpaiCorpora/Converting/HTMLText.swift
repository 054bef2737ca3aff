/// Collects the readable text of a page, element by element: what a person sees, without scripts, styles and menus.
final class HTMLText {
  private var bytes: [UInt8] = []
  private var origins: [ClosedRange<Int>] = []
  private var outline: [(line: Int, level: Int, title: String)] = []
  /// Where the current line begins in `bytes`.
  private var lineStart = 0
  /// How many elements are open within one whose content is no text, with that one.
  private var skippedElements = 0
  private var preformatted = 0
  private var heading: (line: Int, level: Int, start: Int)?
  private var title: [UInt8]?
  private var hasSpace = false
  private var hasBreak = false
  /// Whether the current line has something that stands in the document.
  private var isPlaced = false

  /// How many bytes of a title are kept.
  private static let longestTitle = 200

  // MARK: What the parser reports

  /// An element begins. `classes`: its attribute `class`.
  func begin(_ name: String, classes: String?) {
    // Generators of documentation put links to a heading into it.
    let isAnchor = name == "a" && (classes?.contains("headerlink") == true || classes?.contains("anchor") == true)
    if skippedElements > 0 || HTMLElements.skipped.contains(name) || isAnchor {
      skippedElements += 1
      return
    }
    if HTMLElements.blocks.contains(name) { endBlock() }
    if HTMLElements.lines.contains(name) { endLine() }
    switch name {
    case "pre": preformatted += 1
    case "li": append(Array("- ".utf8), at: nil)
    case "td", "th": if bytes.count > lineStart { append(Array(" | ".utf8), at: nil) }
    case "title": title = title ?? []
    default: break
    }
    if let level = HTMLElements.level(name) { heading = (origins.count, level, bytes.count) }
  }

  /// An element ends.
  func end(_ name: String) {
    if skippedElements > 0 {
      skippedElements -= 1
      return
    }
    if name == "pre" { preformatted = max(0, preformatted - 1) }
    if HTMLElements.level(name) != nil, let heading {
      let text = bytes[min(heading.start, bytes.count)...].drop(while: \.isASCIISpace)
      if !text.isEmpty {
        outline.append((heading.line, heading.level, text.prefix(Self.longestTitle).trimmingASCIISpace.text))
      }
      self.heading = nil
    }
    if HTMLElements.blocks.contains(name) { endBlock() }
  }

  /// Text, which ends on a line of the document, counted from 0. `isTitle`: whether it is that of the page's title.
  func add(_ text: UnsafeBufferPointer<UInt8>, endingAt last: Int, isTitle: Bool) {
    guard skippedElements == 0 else { return }
    if isTitle {
      title?.append(contentsOf: text)
      return
    }
    let first = last - text.count { $0 == 0x0A }
    if preformatted > 0 {
      addPreformatted(text, from: first)
      return
    }
    var current = first
    for byte in text {
      if byte == 0x0A { current += 1 }
      if byte.isASCIISpace {
        hasSpace = bytes.count > lineStart
      } else {
        append(CollectionOfOne(byte), at: current)
      }
    }
  }

  private func addPreformatted(_ text: UnsafeBufferPointer<UInt8>, from first: Int) {
    var current = first
    for byte in text {
      if byte == 0x0A {
        if bytes.count == lineStart { append(CollectionOfOne(0x20), at: current) }
        endLine()
        current += 1
      } else {
        append(CollectionOfOne(byte), at: current)
      }
    }
  }

  // MARK: Lines

  /// Adds to the current line, or begins one. `line`: that of the document; nil for what does not stand there.
  private func append(_ text: some Collection<UInt8>, at line: Int?) {
    if bytes.count == lineStart {
      if hasBreak, !bytes.isEmpty { addBlankLine() }
      hasBreak = false
      let origin = line ?? origins.last?.upperBound ?? 0
      origins.append(origin...origin)
      isPlaced = line != nil
    } else if hasSpace {
      bytes.append(0x20)
    }
    if let line, let origin = origins.last {
      let first = isPlaced ? origin.lowerBound : line
      origins[origins.count - 1] = min(first, line)...max(first, line)
      isPlaced = true
    }
    hasSpace = false
    bytes.append(contentsOf: text)
  }

  private func addBlankLine() {
    bytes.append(0x0A)
    lineStart = bytes.count
    let origin = origins.last?.upperBound ?? 0
    origins.append(origin...origin)
    heading = heading.map { ($0.line + 1, $0.level, $0.start) }
  }

  private func endLine() {
    hasSpace = false
    guard bytes.count > lineStart else { return }
    bytes.append(0x0A)
    lineStart = bytes.count
  }

  private func endBlock() {
    endLine()
    hasBreak = true
  }

  // MARK: The whole text

  /// The text with its sections. A page without a heading of the first level has its title as that.
  func converted() -> ConvertedText {
    var sections = Outline()
    let title = (title ?? [])[...].trimmingASCIISpace
    if !title.isEmpty, !outline.contains(where: { $0.level == 1 }) {
      sections.begin(at: 0, level: 1, title: title.prefix(Self.longestTitle).text)
    }
    for heading in outline { sections.begin(at: heading.line, level: heading.level, title: heading.title) }
    let text = SourceText(bytes)
    sections.end(before: text.lines.count)
    return ConvertedText(text: text, origins: origins, sections: sections.sections)
  }
}
