/// Writes a list piece by piece in one of the formats, so that a reader of a pipe gets items early.
struct ListWriter {
  private let format: OutputFormat
  private let write: (String) -> Void
  private var isEmpty = true

  /// A list that `write` puts out, some text at a time.
  init(_ format: OutputFormat, to write: @escaping (String) -> Void) {
    self.format = format
    self.write = write
  }

  /// Writes some items, each given as JSON and as text for people.
  mutating func add(_ items: [(json: String, text: String)]) {
    guard !items.isEmpty else { return }
    switch format {
    case .table, .csv, .sarif, .html, .markdown: write(items.map { $0.text + "\n" }.joined())
    case .jsonl: write(items.map { $0.json + "\n" }.joined())
    case .json:
      let start = isEmpty ? "[\n  " : ",\n  "
      write(start + items.map(\.json).joined(separator: ",\n  "))
      isEmpty = false
    }
  }

  /// Ends the list, so that what was written is a complete document even after an error.
  mutating func finish() {
    guard format == .json else { return }
    write(isEmpty ? "[]\n" : "\n]\n")
  }
}
