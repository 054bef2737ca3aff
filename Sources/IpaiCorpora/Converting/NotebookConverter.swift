import Foundation

/// Reads notebooks of Jupyter (nbformat 4, "The Notebook file format"; of version 3, what it has in common with that): the cells as
/// they were written, without their output.
enum NotebookConverter {
  private struct Cell {
    let isMarkdown: Bool
    let lines: [String]
  }

  /// The cells, each divided from the others; nil when the text is no notebook.
  static func text(of source: SourceText) -> ConvertedText? {
    guard let object = try? JSONSerialization.jsonObject(with: Data(source.bytes)) as? [String: Any],
      let cells = cells(of: object)
    else { return nil }
    let starts = starts(in: source, count: cells.count)
    var lines: [String] = []
    var origins: [ClosedRange<Int>] = []
    var borders: [Int] = []
    for (number, cell) in cells.enumerated() where cell.lines.contains(where: { !$0.allSatisfy(\.isWhitespace) }) {
      borders.append(lines.count)
      let first = starts.map { $0[number] }
      let fence = fence(of: cell)
      for (place, line) in (fence + cell.lines + fence).enumerated() {
        lines.append(line)
        let offset = min(max(place - fence.count, 0), cell.lines.count - 1)
        let origin = first.map { min($0 + offset, source.lines.count - 1) } ?? 0
        origins.append(origin...origin)
      }
    }
    let text = SourceText(Array(lines.joined(separator: "\n").utf8))
    guard text.lines.count <= origins.count else { return nil }
    return ConvertedText(
      text: text, origins: origins, sections: divided(MarkupSplitter.sections(of: text, .markdown), at: borders))
  }

  private static func cells(of notebook: [String: Any]) -> [Cell]? {
    let worksheets = (notebook["worksheets"] as? [[String: Any]])?.flatMap { $0["cells"] as? [[String: Any]] ?? [] }
    guard let cells = notebook["cells"] as? [[String: Any]] ?? worksheets else { return nil }
    return cells.map { cell in
      let source = cell["source"] ?? cell["input"]
      let text = source as? String ?? (source as? [String])?.joined() ?? ""
      let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
      return Cell(isMarkdown: cell["cell_type"] as? String != "code", lines: lines)
    }
  }

  /// What stands before and after a cell of code: a fence that is longer than any in it.
  private static func fence(of cell: Cell) -> [String] {
    guard !cell.isMarkdown else { return [] }
    let longest = cell.lines.map { $0.prefix { $0 == "`" }.count }.max() ?? 0
    return [String(repeating: "`", count: max(3, longest + 1))]
  }

  /// The lines on which the text of each cell begins; nil when the file is not written as notebooks usually are, a line of a cell a
  /// line of the file.
  private static func starts(in source: SourceText, count: Int) -> [Int]? {
    let starts = source.lines.indices.compactMap { number -> Int? in
      let line = source.trimmed(number)
      guard line.starts(with: "\"source\":".utf8) || line.starts(with: "\"input\":".utf8) else { return nil }
      return line.last == UInt8(ascii: "[") ? number + 1 : number
    }
    return starts.count == count ? starts : nil
  }

  /// The sections, divided where a cell begins as well.
  private static func divided(_ sections: [Section], at borders: [Int]) -> [Section] {
    sections.flatMap { section -> [Section] in
      let inner = borders.filter { section.lines.contains($0) && $0 > section.lines.lowerBound }
      let starts = [section.lines.lowerBound] + inner
      let ends = inner + [section.lines.upperBound]
      return zip(starts, ends).map { start, end in
        var part = section
        part.lines = start..<end
        return part
      }
    }
  }
}
