extension TOMLTableEdit {
  /// The edits of `setting`, in their order.
  func edits(setting pairs: [TOMLPair]) -> [TextEdit] {
    guard let main else {
      let table = table(pairs)
      guard let start = inner.first?.lines?.lowerBound else { return [appending(table)] }
      return [TextEdit(at: start, table)] + removals
    }
    return (edits(of: main, pairs) + removals).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func table(_ pairs: [TOMLPair]) -> String {
    (["[\(TOMLKeyPath(parts: path).text)]"] + pairs.map(\.text)).map { $0 + lineEnd }.joined()
  }

  /// TOML has no lines that end with CR alone.
  private var lineEnd: String { LineEnd.first(in: bytes) == "\r\n" ? "\r\n" : "\n" }

  private func appending(_ table: String) -> TextEdit {
    let isOpen = !statements.isEmpty && bytes.last.map(LineEnd.isPart) == false
    let isApart = statements.last?.isBlank ?? true
    return TextEdit(at: bytes.count, (isOpen ? lineEnd : "") + (isApart ? "" : lineEnd) + table)
  }

  /// The edits that make the pairs of a section the wanted ones.
  private func edits(of section: TOMLSection, _ pairs: [TOMLPair]) -> [TextEdit] {
    var edits: [TextEdit] = []
    var missing = pairs
    var anchor = section.header
    for found in section.pairs {
      guard let index = missing.firstIndex(where: { TOMLKeyPath(parts: [$0.key]) == found.path }) else {
        edits.append(TextEdit(found.statement.range, ""))
        continue
      }
      let value = missing.remove(at: index).value
      anchor = found.statement
      if TOMLReader.value(found.value, in: bytes) != value { edits.append(TextEdit(found.value, value.text)) }
    }
    if let anchor, !missing.isEmpty {
      edits.append(TextEdit(at: anchor.content.upperBound, missing.map { lineEnd + $0.text }.joined()))
    }
    return edits
  }

  /// Takes out the tables in the table, and blank lines between them and the part of the table before them.
  private var removals: [TextEdit] {
    let ends = Set(([main].compactMap(\.self) + inner).compactMap { $0.lines?.upperBound })
    return inner.compactMap(\.lines).map { lines in
      let start = blankLinesStart(before: lines.lowerBound)
      return TextEdit((ends.contains(start) ? start : lines.lowerBound)..<lines.upperBound, "")
    }
  }

  /// Where the blank lines start that end at `offset`; `offset` when there are none.
  private func blankLinesStart(before offset: Int) -> Int {
    var start = offset
    var index = offset
    while index > 0 {
      index -= 1
      switch bytes[index] {
      case UInt8(ascii: "\n"): start = index + 1
      case UInt8(ascii: "\r"), UInt8(ascii: " "), UInt8(ascii: "\t"): break
      default: return start
      }
    }
    return start
  }
}
