import IpaiSkills

/// A version as it was last promoted.
package struct PromotedVersion: Equatable, Sendable {
  /// The number of the promotion.
  package var promotion: Int
  /// What the promotion did, without what was in force before.
  package var step: PromotionStep

  /// A version with its parts.
  package init(promotion: Int, step: PromotionStep) {
    self.promotion = promotion
    self.step = step
  }

  /// What it is for the step that follows.
  package var previous: PromotionStep.Previous {
    PromotionStep.Previous(version: step.version, status: step.status, digest: step.digest)
  }
}
