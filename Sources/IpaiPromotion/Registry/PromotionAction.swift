/// What a promotion does to a skill.
package enum PromotionAction: String, Codable, CaseIterable, Sendable {
  /// The registry does not have the skill.
  case add
  /// Another version takes the place of the one in force.
  case change
  /// The same version gets a later status.
  case move
  /// An earlier version is put in force, or the same one gets an earlier status.
  case moveBack = "move_back"
  /// The skill is no longer in force.
  case retire
  /// An earlier version is put in force by the registry's own log, without git.
  case rollBack = "roll_back"
}
