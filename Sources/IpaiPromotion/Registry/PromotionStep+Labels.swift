import IpaiSkills
extension PromotionStep {
  /// The labels that name the step's version afterwards.
  var labelsMoved: [SkillLabel] {
    if action == .retire { return [] }
    return status == .stable ? [.latest, .stable] : [.latest, .approved]
  }

  /// The version that loses its labels: what is retired, and what is rolled back. Nil for none.
  var labelsRemovedFrom: String? {
    switch action {
    case .retire: version
    case .rollBack, .moveBack: previous?.version
    case .add, .change, .move: nil
    }
  }
}
