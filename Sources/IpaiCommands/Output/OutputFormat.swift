/// How an answer is written.
enum OutputFormat: String, CaseIterable, Sendable {
  /// Text for people.
  case table
  /// One JSON document.
  case json
  /// One JSON document for each item, each on a line.
  case jsonl
}
