import IpaiSkills

extension PromotionStep {
  /// The labels that name the step's version afterwards.
  var labelsMoved: [SkillLabel] {
    if action == .retire { return [] }
    return status == .stable ? [.latest, .stable] : [.latest, .approved]
  }

  /// The version that loses its labels, as what is rolled back does; nil for none. What is retired loses all.
  var labelsRemovedFrom: String? {
    switch action {
    case .rollBack, .moveBack: previous?.version
    case .add, .change, .move, .retire: nil
    }
  }

  /// What the labels that the step sets name afterwards, after others were removed.
  var labelsSet: [SkillLabel: String] {
    var set: [SkillLabel: String] = [:]
    for (label, version) in labels ?? [:] {
      if let label = SkillLabel(rawValue: label) { set[label] = version }
    }
    for label in labelsMoved { set[label] = version }
    return set
  }
}
