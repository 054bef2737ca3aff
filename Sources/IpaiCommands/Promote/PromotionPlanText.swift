import IpaiSkills
import IpaiCore
import IpaiPromotion

/// A plan of a promotion, for people.
enum PromotionPlanText {
  /// A line for each skill that changes, with its files; then what is left alone and why, and a summary.
  static func text(_ plan: PromotionPlan, _ theme: Theme) -> String {
    var text = ""
    for step in plan.steps {
      text += line(step, theme) + "\n"
      if let change = plan.changes.first(where: { $0.name == step.name }) { text += lines(change, theme) }
    }
    for left in plan.left where left.reason != .unchanged {
      text += theme.dim(TerminalText.sanitized("  \(left.name): \(left.explanation)")) + "\n"
    }
    return text + summary(plan) + "\n"
  }

  /// What the plan does, in one line.
  static func summary(_ plan: PromotionPlan) -> String {
    let place = TerminalText.sanitized(plan.registry)
    if !plan.refused.isEmpty {
      return "\(Count.text(plan.refused.count, "skill")) cannot be promoted to \(place), \(plan.steps.count) could be"
    }
    if plan.steps.isEmpty { return "nothing to promote to \(place): \(plan.unchanged) unchanged" }
    return "\(Count.text(plan.steps.count, "skill")) to promote to \(place), \(plan.unchanged) unchanged"
  }

  private static func line(_ step: PromotionStep, _ theme: Theme) -> String {
    let head = "\(mark(step.action)) \(step.name) \(step.version) \(step.status.rawValue)"
    var notes: [String] = []
    if let previous = step.previous { notes.append("was \(previous.version) \(previous.status.rawValue)") }
    if let evals = step.evals { notes.append("\(Count.text(evals.passed, "eval")) passed\(evals.isolationRemark)") }
    if step.isWithoutEvals { notes.append("without evals") }
    let note = notes.isEmpty ? "" : theme.dim(" (\(notes.joined(separator: "; ")))")
    let styled =
      switch step.action {
      case .add: theme.added(TerminalText.sanitized(head))
      case .retire, .moveBack, .rollBack: theme.removed(TerminalText.sanitized(head))
      case .change, .move: theme.id(TerminalText.sanitized(head))
      }
    return styled + note
  }

  private static func mark(_ action: PromotionAction) -> String {
    switch action {
    case .add: "+ add"
    case .change: "~ change"
    case .move: "> move"
    case .moveBack: "< move back"
    case .retire: "- retire"
    case .rollBack: "< roll back"
    }
  }

  private static func lines(_ change: SkillChange, _ theme: Theme) -> String {
    var text = ""
    for field in change.fields {
      text += TerminalText.sanitized("    \(field.field): \(field.old ?? "") -> \(field.new ?? "")") + "\n"
    }
    for file in change.files {
      text += theme.dim(TerminalText.sanitized("    \(file.kind.rawValue) \(file.path)")) + "\n"
      for line in (file.diff ?? "").split(separator: "\n") {
        text += "    " + TerminalText.sanitized(String(line)) + "\n"
      }
    }
    return text
  }
}
