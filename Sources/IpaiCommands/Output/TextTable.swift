/// Rows of cells in aligned columns under their heads; the last column takes the room that is left.
struct TextTable {
  private let columns: [Column]
  private var rows: [[String]] = []

  /// A column: its head, how its cells look, and how wide it gets at most.
  struct Column {
    var head = ""
    var style: (String) -> String = { $0 }
    var most: Int?
  }

  init(_ columns: [Column]) { self.columns = columns }

  /// Columns without heads, one style each.
  init(styles: [(String) -> String]) { self.init(styles.map { Column(style: $0) }) }

  mutating func add(_ cells: [String]) {
    rows.append(zip(cells, columns).map { TerminalText.cut(TerminalText.sanitized($0), to: $1.most) })
  }

  /// The rows, and above them the heads where there are any; nothing when there is no row.
  func rendered(_ theme: Theme) -> String {
    guard !rows.isEmpty else { return "" }
    let heads = columns.map(\.head)
    let hasHeads = heads.contains { !$0.isEmpty }
    let widths = columns.indices.map { column in
      (rows.map { $0[column] } + [heads[column]]).map { TerminalText.width($0) }.max() ?? 0
    }
    let head = hasHeads ? line(heads, widths, theme.width) { _ in theme.dim } : ""
    return head + rows.map { row in line(row, widths, theme.width) { columns[$0].style } }.joined()
  }

  private func line(
    _ cells: [String], _ widths: [Int], _ width: Int?, _ style: (Int) -> (String) -> String
  ) -> String {
    let taken = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    let shown = cells.enumerated().map { index, cell in
      let fitted =
        index + 1 < cells.count
        ? TerminalText.padded(cell, to: widths[index]) : TerminalText.cut(cell, to: width.map { max(20, $0 - taken) })
      return style(index)(fitted)
    }
    return shown.joined(separator: "  ") + "\n"
  }
}
