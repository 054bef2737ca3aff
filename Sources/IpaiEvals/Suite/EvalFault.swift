package import IpaiCore
import IpaiYAML

/// Why evals cannot be read, and where.
package struct EvalFault: Error, Equatable, Sendable {
  /// The file, as a path within the skill.
  package let file: String
  /// The line of the file, from 1 on; nil when it concerns the whole file.
  package let line: Int?
  /// What is wrong, to be read after the name of the file.
  package let problem: String
  /// What to do about it.
  package let hint: String?

  /// A fault with its parts.
  init(_ file: String, _ line: Int?, _ problem: String, hint: String? = nil) {
    self.file = file
    self.line = line
    self.problem = problem
    self.hint = hint
  }

  /// The fault of a file that is not YAML or JSON.
  init(_ file: String, _ error: YAMLError) {
    self.init(file, error.line, error.problem, hint: error.hint)
  }

  /// The error for a user; `place` is where the skill is, or its name.
  package func error(in place: String) -> IpaiError {
    let line = line.map { ":\($0)" } ?? ""
    return IpaiError(.conflict, "\(place)/\(file)\(line): \(problem)", hint: hint)
  }
}
