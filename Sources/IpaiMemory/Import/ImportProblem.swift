/// Something that could not be read. The rest of the file was, unless the message says otherwise.
package struct ImportProblem: Sendable, Equatable {
  /// The file, or what else the source of the bytes is called.
  package let path: String
  /// The line, from 1 on; nil where the whole file is meant.
  package let line: Int?
  /// What is wrong, without a capital letter or a full stop.
  package let message: String

  /// A problem in a file.
  package init(path: String, line: Int?, message: String) {
    self.path = path
    self.line = line
    self.message = message
  }
}

extension ImportProblem: CustomStringConvertible {
  /// The problem with its place, as compilers write it: `session.jsonl:12: is not valid JSON`.
  package var description: String {
    guard let line else { return "\(path): \(message)" }
    return "\(path):\(line): \(message)"
  }
}
