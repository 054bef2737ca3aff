package import MCP

/// What is expected of an answer: the standard output of a command, or what a model writes.
package struct EvalExpectation: Equatable, Sendable {
  /// The exit status of a command.
  package var exit = 0
  /// All of the answer.
  package var exact: String?
  /// Texts that occur in the answer.
  package var contains: [String] = []
  /// Texts that do not occur in the answer.
  package var notContains: [String] = []
  /// A regular expression of JSON Schema that matches somewhere in the answer.
  package var regex: String?
  /// A JSON Schema for the answer, which has to be JSON.
  package var schema: JSON?
  /// Criteria by which a model judges the answer.
  package var graded: String?

  /// The exit status 0, and nothing else.
  package init() {}
}
