/// What the evals of a skill have shown, and of which files.
package struct EvalEvidence: Codable, Equatable, Sendable {
  /// The digest of the files that they ran on: `sha256:` and 64 digits.
  package var of: String
  /// The digest of their results: `sha256:` and 64 digits.
  package var digest: String
  /// How many passed.
  package var passed: Int
  /// How many failed.
  package var failed: Int
  /// How many could not be run.
  package var skipped: Int
  /// Whether their commands were kept from the files and the processes of the machine; nil where nobody said.
  package var isIsolated: Bool?

  private enum CodingKeys: String, CodingKey {
    case of, digest, passed, failed, skipped
    case isIsolated = "isolated"
  }

  /// What follows the number of those that passed, for people.
  package var isolationRemark: String { isIsolated == false ? ", not isolated" : "" }

  /// Evidence with its parts.
  package init(of: String, digest: String, passed: Int, failed: Int, skipped: Int, isIsolated: Bool? = nil) {
    self.of = of
    self.digest = digest
    self.passed = passed
    self.failed = failed
    self.skipped = skipped
    self.isIsolated = isIsolated
  }
}
