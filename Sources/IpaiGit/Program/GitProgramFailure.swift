/// A run of the git program that failed.
package struct GitProgramFailure: Error, CustomStringConvertible {
  /// The exit status, or 128 and the number of the signal.
  package let status: Int
  /// What git wrote to standard error.
  package let text: String

  /// The last line of what git wrote, to be shown as a cause: warnings come before it.
  package var description: String {
    let line = text.split(whereSeparator: \.isNewline).last.map(String.init) ?? "no message"
    return "git: \(line.prefix(400)) (\(status))"
  }
}
