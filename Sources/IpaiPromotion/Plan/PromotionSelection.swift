package import IpaiSkills

/// Which skills of a commit are promoted, and what is allowed with them.
package struct PromotionSelection: Codable, Equatable, Sendable {
  /// The statuses that are promoted.
  package var statuses: [SkillStatus]
  /// The skills that are looked at; all where empty.
  package var names: [String]
  /// Whether skills that are no longer in the folder are retired.
  package var retiresVanished: Bool
  /// Whether an earlier version may take the place of a later one.
  package var movesBack: Bool
  /// Whether a version that was rolled back is promoted again.
  package var takesRolledBack: Bool
  /// Whether skills without evals are promoted.
  package var takesWithoutEvals: Bool
  /// The skills whose secrets are known to be none.
  package var withSecrets: [String]

  private enum CodingKeys: String, CodingKey {
    case statuses, names
    case retiresVanished = "prune"
    case movesBack = "allow_move_back"
    case takesRolledBack = "allow_rolled_back"
    case takesWithoutEvals = "allow_missing_evals"
    case withSecrets = "allow_secrets"
  }

  /// All approved and stable skills, and nothing out of the ordinary.
  package init() {
    statuses = [.approved, .stable]
    names = []
    retiresVanished = false
    movesBack = false
    takesRolledBack = false
    takesWithoutEvals = false
    withSecrets = []
  }
}
