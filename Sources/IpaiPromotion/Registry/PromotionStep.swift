package import IpaiSkills

/// What a promotion does to one skill. It is part of the statement that is signed.
package struct PromotionStep: Codable, Equatable, Sendable {
  /// A version that was in force before.
  package struct Previous: Codable, Equatable, Sendable {
    /// The version.
    package var version: String
    /// Where it was in its life.
    package var status: SkillStatus
    /// The digest of its files.
    package var digest: String
  }

  /// The name of the skill.
  package var name: String
  /// What happens to it.
  package var action: PromotionAction
  /// The version that is in force afterwards, or that is retired.
  package var version: String
  /// Where that is in its life afterwards.
  package var status: SkillStatus
  /// The digest of its files: `sha256:` and 64 digits.
  package var digest: String
  /// The digest of its files without the line that gives the status: `sha256:` and 64 digits.
  package var release: String
  /// The address of the repository, without a user or a password; nil where it has none.
  package var repository: String?
  /// The path in the repository.
  package var source: String
  /// The id of the folder or file in the commit; nil where git was not asked.
  package var gitObject: String?
  /// What was in force before; nil for nothing.
  package var previous: Previous?
  /// What its evals have shown; nil where none were run.
  package var evals: EvalEvidence?
  /// True where it is promoted although no evals have passed.
  package var isWithoutEvals: Bool
  /// The labels that go back from the version that is left, and the versions that they name afterwards; nil where none is left, and in
  /// statements of which the labels of that version were only removed.
  package var labels: [String: String]?

  private enum CodingKeys: String, CodingKey {
    case name, action, version, status, digest, release, repository, source
    case gitObject = "git_object"
    case previous, evals
    case isWithoutEvals = "without_evals"
    case labels
  }

  /// A step with its parts.
  package init(
    name: String, action: PromotionAction, version: String, status: SkillStatus, digest: String, release: String,
    repository: String?, source: String, gitObject: String?, previous: Previous?, evals: EvalEvidence? = nil,
    isWithoutEvals: Bool = false
  ) {
    self.name = name
    self.action = action
    self.version = version
    self.status = status
    self.digest = digest
    self.release = release
    self.repository = repository
    self.source = source
    self.gitObject = gitObject
    self.previous = previous
    self.evals = evals
    self.isWithoutEvals = isWithoutEvals
  }
}
