package import IpaiCore

/// Why a text is refused, and where.
package struct YAMLError: Error, Equatable, Sendable {
  /// The line of the file, from 1 on; nil when it concerns the whole text or no line is known.
  package let line: Int?
  /// What is wrong, to be read after the name of the file: `is not YAML: …`.
  package let problem: String
  /// What to do about it.
  package let hint: String?

  /// An error with its parts.
  package init(line: Int?, _ problem: String, hint: String? = nil) {
    self.line = line
    self.problem = problem
    self.hint = hint
  }

  /// The error for a user, with the file's path in front: `config.yaml:3: is not YAML: …`.
  package func error(_ code: ErrorCode, in path: String, hint: String? = nil) -> IpaiError {
    let place = line.map { "\(path):\($0)" } ?? path
    return IpaiError(code, "\(place): \(problem)", hint: hint ?? self.hint)
  }
}
