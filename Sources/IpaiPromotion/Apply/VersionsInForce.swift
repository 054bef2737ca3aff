/// The versions of a skill that were in force one after another, without those that were rolled back.
struct VersionsInForce {
  /// The versions, oldest first.
  private(set) var versions: [String] = []

  /// Follows a step of the skill.
  mutating func add(_ step: PromotionStep) {
    switch step.action {
    case .retire: break
    case .add, .change, .move:
      if versions.last != step.version { versions.append(step.version) }
    case .moveBack, .rollBack:
      if let place = versions.lastIndex(of: step.version) {
        versions.removeSubrange((place + 1)...)
      } else {
        versions = [step.version]
      }
    }
  }
}
