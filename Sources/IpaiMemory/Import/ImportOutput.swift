/// What a reader has found and not handed over yet.
struct ImportOutput {
  /// In the order in which they were found.
  var conversations: [NewConversation] = []
  /// In the order in which they were found.
  var problems: [ImportProblem] = []

  private let path: String

  /// The output for a file.
  init(path: String) { self.path = path }

  /// Adds a problem with a line, or with the whole file.
  mutating func report(_ message: String, line: Int?) {
    problems.append(ImportProblem(path: path, line: line, message: message))
  }
}
