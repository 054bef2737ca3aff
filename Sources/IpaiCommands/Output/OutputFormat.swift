/// How an answer is written.
enum OutputFormat: String, CaseIterable, Sendable {
  /// For people.
  case table
  /// One JSON document.
  case json
  /// One JSON document a line for each item.
  case jsonl
}
