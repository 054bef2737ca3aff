import IpaiCore
import IpaiPromotion
import IpaiSkills

/// A request that says which skills of which commit are promoted, and where to.
package protocol PlanningRequest: ActionRequest {
  /// A folder in the repository; nil for the one in which the caller stands.
  var repo: String? { get set }
  /// The folder with the skills: absolute, or relative to the root of the repository.
  var dir: String? { get set }
  /// The commit; nil for HEAD.
  var revision: String? { get set }
  /// Where to; nil for the shared store.
  var to: String? { get set }
  /// The statuses that are promoted; both where it is empty.
  var status: [PromotedStatus] { get set }
  /// The skills that are looked at; all where it is empty.
  var skill: [String] { get set }
  /// Whether skills that are no longer there are retired.
  var prune: Bool { get set }
  /// Whether files may differ from the commit.
  var allowDirty: Bool { get set }
  /// Whether an earlier version may take the place of a later one.
  var allowMoveBack: Bool { get set }
  /// Whether versions that were rolled back are promoted again.
  var allowRolledBack: Bool { get set }
  /// Whether skills without evals are promoted.
  var allowMissingEvals: Bool { get set }
  /// Whether evals are run where they cannot be kept from the files and processes of the machine.
  var allowUnisolatedEvals: Bool { get set }
  /// The skills whose secrets are known to be none.
  var allowSecrets: [String] { get set }
  /// Whether evals are run that have not been run on these files.
  var runsEvals: Bool { get }
  /// Whether the lines that differ are shown.
  var diff: Bool { get set }
}

/// A status in which a skill can be promoted.
package enum PromotedStatus: String, Codable, CaseIterable, Sendable {
  case approved
  case stable

  /// The same as a status of skills.
  var status: SkillStatus { self == .approved ? .approved : .stable }
}

extension PlanningRequest {
  /// The fields of planning, for the list of an action.
  package static var planningFields: [Field<Self>] {
    [
      .path("repo", \.repo, "A folder in the git repository."),
      .text(
        "dir", \.dir, minBytes: 1, "The folder with the skills, in the repository; '.' for its root.",
        fallback: "skills"),
      .text("revision", \.revision, minBytes: 1, maxBytes: 255, "The commit to promote.", fallback: "HEAD"),
      .text(
        "to", \.to, minBytes: 1,
        "The registry: an address as in --store, a database file (.db), or a folder.", fallback: "the shared store"),
      .choices("status", \.status, "Promote skills with this status; approved and stable unless said otherwise."),
      .texts("skill", \.skill, maxCount: 1_000, maxBytes: 64, "Look at this skill alone."),
      .flag("prune", \.prune, "Retire the skills of this repository that are no longer in the folder."),
      .flag("allow_dirty", \.allowDirty, "Go on although files in the folder differ from the commit."),
      .flag("allow_move_back", \.allowMoveBack, "Let an earlier version take the place of a later one."),
      .flag("allow_rolled_back", \.allowRolledBack, "Promote versions again that were rolled back."),
      .flag("allow_missing_evals", \.allowMissingEvals, "Promote skills that have no evals."),
      .flag(
        "allow_unisolated_evals", \.allowUnisolatedEvals,
        "Run evals even where they could read files and secrets of this machine."),
      .texts(
        "allow_secrets", \.allowSecrets, maxCount: 1_000, maxBytes: 64,
        "Promote this skill although something in it looks like a secret."),
      .flag("diff", \.diff, "Show the lines that differ."),
    ]
  }

  /// Which skills are promoted, and what is allowed with them.
  var selection: PromotionSelection {
    var selection = PromotionSelection()
    if !status.isEmpty { selection.statuses = status.map(\.status) }
    selection.names = skill
    selection.retiresVanished = prune
    selection.movesBack = allowMoveBack
    selection.takesRolledBack = allowRolledBack
    selection.takesWithoutEvals = allowMissingEvals
    selection.withSecrets = allowSecrets
    return selection
  }
}
