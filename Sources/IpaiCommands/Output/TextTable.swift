/// Rows of cells in aligned columns with heads; the last column takes the room that is left.
struct TextTable {
  private let columns: [Column]
  private var rows: [[String]] = []

  /// A column: its head, how its cells look, and how wide it gets at most.
  struct Column {
    /// Empty for none.
    var head = ""
    /// Colours a cell.
    var style: (String) -> String = { $0 }
    /// The most columns of the terminal that it takes; nil for as many as it needs.
    var most: Int?
  }

  /// A table without rows.
  init(_ columns: [Column]) { self.columns = columns }

  /// A table without heads and rows, whose columns have these styles.
  init(styles: [(String) -> String]) { self.init(styles.map { Column(style: $0) }) }

  /// Adds a row; its cells are made safe for a terminal.
  mutating func add(_ cells: [String]) {
    rows.append(zip(cells, columns).map { TerminalText.cut(TerminalText.sanitized($0), to: $1.most) })
  }

  /// The heads, if there are any, and the rows; empty when there is no row.
  func rendered(_ theme: Theme) -> String {
    guard !rows.isEmpty else { return "" }
    let heads = columns.map(\.head)
    let widths = columns.indices.map { column in
      (rows.map { $0[column] } + [heads[column]]).map { TerminalText.width($0) }.max() ?? 0
    }
    var lines = rows.map { row in line(row, widths, theme.width) { columns[$0].style } }
    if heads.contains(where: { !$0.isEmpty }) {
      lines.insert(line(heads, widths, theme.width) { _ in theme.dim }, at: 0)
    }
    return lines.joined()
  }

  private func line(
    _ cells: [String], _ widths: [Int], _ width: Int?, _ style: (Int) -> (String) -> String
  ) -> String {
    let taken = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    var shown = cells.enumerated().dropLast().map { index, cell in
      style(index)(TerminalText.padded(cell, to: widths[index]))
    }
    if let last = cells.last {
      shown.append(style(cells.count - 1)(TerminalText.cut(last, to: width.map { max(20, $0 - taken) })))
    }
    return shown.joined(separator: "  ") + "\n"
  }
}
