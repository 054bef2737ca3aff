import IpaiCore

/// Finds the links in a Markdown text (CommonMark 0.31): `[text](target)`, `![text](target)` and `[name]: target`, but none
/// in code.
struct MarkdownLinks {
  /// A link.
  struct Link: Equatable {
    /// What it leads to, as it was written.
    let target: String
    /// Its line, from 0 on.
    let line: Int
  }

  /// The links in their order.
  private(set) var links: [Link] = []
  private var line = 0
  /// The length of the signs that opened a block of code, and which sign it is; nil outside of code.
  private var fence: (sign: UInt8, length: Int)?

  /// The links in a text.
  static func links(in text: UnsafeRawBufferPointer) -> [Link] {
    var reader = MarkdownLinks()
    var start = 0
    while start < text.count {
      let end = text.firstIndex(of: newline, from: start) ?? text.count
      reader.read(UnsafeRawBufferPointer(rebasing: text[start..<end]))
      reader.line += 1
      start = end + 1
    }
    return reader.links
  }

  private mutating func read(_ line: UnsafeRawBufferPointer) {
    let content = line.drop { $0 == space || $0 == tab }
    if let open = fence {
      if Self.closes(content, open.sign, open.length) { fence = nil }
      return
    }
    fence = Self.fenceStart(content)
    if fence != nil || Self.isIndentedCode(line, content) || !content.contains(closingBracket) { return }
    for target in LinkTargets.targets(CodeSpans.blanked(Array(content))) {
      links.append(Link(target: target, line: self.line))
    }
  }

  /// The signs that open a block of code.
  private static func fenceStart(_ line: Slice<UnsafeRawBufferPointer>) -> (UInt8, Int)? {
    guard let sign = line.first, sign == backtick || sign == UInt8(ascii: "~") else { return nil }
    let length = line.prefix { $0 == sign }.count
    return length >= 3 ? (sign, length) : nil
  }

  private static func closes(_ line: Slice<UnsafeRawBufferPointer>, _ sign: UInt8, _ length: Int) -> Bool {
    let signs = line.prefix { $0 == sign }
    return signs.count >= length && line.dropFirst(signs.count).allSatisfy { $0 <= space }
  }

  /// Four spaces make code of a line unless it continues a list, which has deeper text too; so a line with the sign of a
  /// list or a link at its start is not taken for code.
  private static func isIndentedCode(
    _ line: UnsafeRawBufferPointer, _ content: Slice<UnsafeRawBufferPointer>
  ) -> Bool {
    guard line.starts(with: "    ".utf8) || line.first == tab, let first = content.first else { return false }
    return !("-*+[!".utf8.contains(first) || first &- UInt8(ascii: "0") < 10)
  }
}

private let newline = UInt8(ascii: "\n")
private let space = UInt8(ascii: " ")
private let tab = UInt8(ascii: "\t")
private let backtick = UInt8(ascii: "`")
private let closingBracket = UInt8(ascii: "]")
