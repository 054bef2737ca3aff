/// The versions that the labels of a skill have named one after another, as its steps say.
package struct LabelHistory: Sendable {
  /// The version that each label names now.
  package private(set) var labels: [SkillLabel: String] = [:]
  /// The versions that each label has named, oldest first, without those that were rolled back.
  private var named: [SkillLabel: [String]] = [:]

  /// The history of a skill that was never promoted.
  package init() {}

  /// Follows the next step of the skill.
  package mutating func add(_ step: PromotionStep) {
    if step.action == .retire {
      self = LabelHistory()
      return
    }
    if let left = step.labelsRemovedFrom {
      labels = labels.filter { $0.value != left }
      for label in named.keys { named[label]?.removeAll { $0 == left } }
    }
    for (label, version) in step.labelsSet {
      labels[label] = version
      let isBack = step.labelsRemovedFrom != nil
      if isBack, let place = named[label]?.lastIndex(of: version) {
        named[label]?.removeSubrange((place + 1)...)
      } else if named[label]?.last != version {
        named[label, default: []].append(version)
      }
    }
  }

  /// The labels that go back when a step takes a version out of force by which they are named, and the versions that had
  /// them before; nil for a step that takes none back. The labels of the version that it puts in force are not among them.
  package func goingBack(_ step: PromotionStep) -> [String: String]? {
    guard let left = step.labelsRemovedFrom else { return nil }
    var back: [String: String] = [:]
    for (label, version) in labels where version == left && !step.labelsMoved.contains(label) {
      back[label.rawValue] = named[label]?.last { $0 != left }
    }
    return back
  }
}
