/// How an answer is written.
enum OutputFormat: String, CaseIterable, Sendable {
  /// Text for people.
  case table
  /// One JSON document.
  case json
  /// One JSON document for each item, each on a line.
  case jsonl
  /// A line for each finding, for spreadsheets (RFC 4180); only of 'advisor scan', as those below.
  case csv
  /// Static Analysis Results Interchange Format 2.1.0, for code hosts.
  case sarif
  /// A page for a browser.
  case html
  /// A summary for a job or a chat.
  case markdown

  /// The formats that every verb has.
  static let common: [OutputFormat] = [.table, .json, .jsonl]
}
