package import IpaiCore
package import IpaiSkills

/// What a promotion would do: a value that people read and approve, and that is applied as it was seen or not at all.
package struct PromotionPlan: Codable, Equatable, Sendable {
  /// What tells plans from other files.
  package static let type = "ipai-promotion-plan/1"

  /// `type`.
  package var type = PromotionPlan.type
  /// Where it would be promoted to, without a password.
  package var registry: String
  /// The last promotion there; nil for none.
  package var head: PromotionHead?
  /// Where the skills come from.
  package var origin: PromotionOrigin
  /// Which skills were looked at.
  package var selection: PromotionSelection
  /// What would be done, by the names of the skills.
  package var steps: [PromotionStep]
  /// What that changes of the skills, by their names.
  package var changes: [SkillChange]
  /// The skills to which nothing would be done.
  package var left: [LeftSkill]
  /// The skills that cannot be promoted; while there are any, nothing is.
  package var refused: [RefusedSkill]
  /// The version of ipai.
  package var ipai: String

  private enum CodingKeys: String, CodingKey {
    case type, registry, head, origin, selection, steps, changes, left, refused, ipai
  }

  /// A plan with its parts.
  package init(
    registry: String, head: PromotionHead?, origin: PromotionOrigin, selection: PromotionSelection,
    steps: [PromotionStep], changes: [SkillChange], left: [LeftSkill], refused: [RefusedSkill], ipai: String
  ) {
    self.registry = registry
    self.head = head
    self.origin = origin
    self.selection = selection
    self.steps = steps
    self.changes = changes
    self.left = left
    self.refused = refused
    self.ipai = ipai
  }

  /// How many skills the registry has as they are.
  package var unchanged: Int { left.count { $0.reason == .unchanged } }

  /// Whether it shows the lines that differ.
  package var showsLines: Bool { changes.contains { $0.files.contains { $0.diff != nil } } }

  /// The same without the lines that differ.
  package var withoutLines: PromotionPlan {
    var plan = self
    plan.changes = changes.map(\.withoutLines)
    return plan
  }

  /// The same with the addresses of repositories as another plan spells them, where they lead to the same ones.
  package func spelled(as other: PromotionPlan) -> PromotionPlan {
    var plan = self
    if RepositoryAddress.areOne(origin.repository, other.origin.repository) {
      plan.origin.repository = other.origin.repository
    }
    let addresses = Dictionary(other.steps.map { ($0.name, $0.repository) }) { first, _ in first }
    for index in plan.steps.indices {
      guard let address = addresses[plan.steps[index].name],
        RepositoryAddress.areOne(plan.steps[index].repository, address)
      else { continue }
      plan.steps[index].repository = address
    }
    return plan
  }

  /// Throws `IpaiError(.conflict)` that tells the first skill that cannot be promoted.
  package func checkRefused() throws(IpaiError) {
    guard let first = refused.first else { return }
    let more = refused.count > 1 ? ", and \(Count.text(refused.count - 1, "other")) cannot either" : ""
    throw IpaiError(
      first.code, "nothing is promoted, since a skill cannot be: \(first.message)\(more)", hint: first.hint)
  }
}
