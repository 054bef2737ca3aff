/// A skill to which nothing is done, and why.
package struct LeftSkill: Codable, Equatable, Sendable {
  /// Why nothing is done.
  package enum Reason: String, Codable, CaseIterable, Sendable {
    /// The registry has it as it is.
    case unchanged
    /// Its status is none of those that are promoted.
    case status
    /// It is none of those that were named.
    case notNamed = "not_named"
    /// The registry has it, and the folder no longer does.
    case vanished
    /// It is deprecated, and not in force.
    case deprecated
    /// It can hold no skill: a submodule, a link, or a name that is not UTF-8.
    case noSkill = "no_skill"
    /// It was rolled back.
    case rolledBack = "rolled_back"
  }

  /// Its name; the path where the name is not known.
  package var name: String
  /// Its path in the repository.
  package var path: String
  /// Why nothing is done.
  package var reason: Reason
  /// The same in words.
  package var explanation: String
}
