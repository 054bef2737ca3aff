/// Writes a list that is made piece by piece, as for a pipe, in each of the formats.
struct ListWriter {
  private let format: OutputFormat
  private let write: (String) -> Void
  private var isEmpty = true

  init(_ format: OutputFormat, to write: @escaping (String) -> Void) {
    self.format = format
    self.write = write
  }

  /// Writes some items, each as a line of JSON and as one for people.
  mutating func add(_ items: [(json: String, text: String)]) {
    guard !items.isEmpty else { return }
    switch format {
    case .table: write(items.map { $0.text + "\n" }.joined())
    case .jsonl: write(items.map { $0.json + "\n" }.joined())
    case .json:
      let start = isEmpty ? "[\n  " : ",\n  "
      write(start + items.map(\.json).joined(separator: ",\n  "))
      isEmpty = false
    }
  }

  /// Ends the list. What was written is a whole document then, whatever came in between.
  mutating func finish() {
    guard format == .json else { return }
    write(isEmpty ? "[]\n" : "\n]\n")
  }
}
