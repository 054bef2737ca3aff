/// How large evals may be.
package enum EvalLimits {
  /// The most cases of a skill.
  package static let cases = 1_000
  /// The most bytes of a file of evals.
  package static let fileBytes = 4_000_000
  /// The most bytes of a case's name.
  package static let nameBytes = 200
  /// The most bytes of a command.
  package static let commandBytes = 64_000
  /// The most bytes of a prompt, a standard input and a text that is expected.
  package static let textBytes = 1_000_000
  /// The most elements of a list or mapping in a case.
  package static let elements = 100
  /// The most bytes of all environment variables together.
  package static let environmentBytes = 64_000
  /// How many seconds a command may take if its case does not say.
  package static let timeout = 60
  /// The most seconds that a case may ask for.
  package static let longestTimeout = 600
}
