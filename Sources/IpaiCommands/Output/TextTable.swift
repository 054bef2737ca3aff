/// Rows of cells in aligned columns; the last column takes the room that is left.
struct TextTable {
  private var rows: [[String]] = []
  private let styles: [(String) -> String]

  /// One style a column, put on after aligning.
  init(styles: [(String) -> String]) { self.styles = styles }

  mutating func add(_ cells: [String]) { rows.append(cells.map { TerminalText.sanitized($0) }) }

  func rendered(width: Int?) -> String {
    let columns = styles.count
    let widths = (0..<columns).map { column in rows.map { TerminalText.width($0[column]) }.max() ?? 0 }
    let taken = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    return rows.map { row in
      let cells = (0..<columns).map { column in
        column + 1 < columns
          ? styles[column](TerminalText.padded(row[column], to: widths[column]))
          : styles[column](TerminalText.cut(row[column], to: width.map { max(20, $0 - taken) }))
      }
      return cells.joined(separator: "  ") + "\n"
    }.joined()
  }
}
