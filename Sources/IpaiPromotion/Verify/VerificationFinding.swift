/// Something that a verification found, or could not look at.
package struct VerificationFinding: Codable, Equatable, Sendable {
  /// What was looked at.
  package enum Check: String, Codable, CaseIterable, Sendable {
    /// That the promotions follow one another without a gap.
    case log
    /// That a signature is one of those who may sign.
    case signature
    /// That the files are those that were promoted.
    case content
    /// That the labels and the table for other programs name what is in force.
    case labels
    /// That git has the commit with the same files.
    case git
    /// That the registry is not older than it was.
    case age
    /// That the promotions that were seen before are still the same.
    case history
    /// That a folder has the index of what is in force, and the artifacts that it names.
    case published
  }

  /// What came of it.
  package enum Outcome: String, Codable, CaseIterable, Sendable {
    /// Something is not as it has to be.
    case failed
    /// It could not be looked at.
    case notChecked = "not_checked"
  }

  /// What was looked at.
  package var check: Check
  /// What came of it.
  package var outcome: Outcome
  /// The skill; nil where it is about a promotion or about all.
  package var skill: String?
  /// The number of the promotion; nil where it is about all.
  package var promotion: Int?
  /// What is wrong, or why it could not be looked at.
  package var message: String

  /// A finding with its parts.
  package init(
    _ check: Check, _ outcome: Outcome, skill: String? = nil, promotion: Int? = nil, _ message: String
  ) {
    self.check = check
    self.outcome = outcome
    self.skill = skill
    self.promotion = promotion
    self.message = message
  }
}
