import IpaiSkills
import IpaiCore

/// A plan in Markdown, for a comment or the page of a run of CI.
package enum PlanMarkdown {
  /// How many lines of each kind are shown.
  private static let mostLines = 150

  /// A table of what would be done, what cannot be done, and what is left alone. Nothing in it that comes from a skill is Markdown.
  package static func text(_ sealed: SealedPlan) -> String {
    let plan = sealed.plan
    var lines = ["## Promotion of skills", ""]
    lines.append("From `\(plan.origin.commit.prefix(12))` to \(code(plan.registry)), plan \(code(sealed.digest)).")
    lines.append("")
    if plan.steps.isEmpty {
      lines.append("Nothing to do.")
    } else {
      lines += ["| | Skill | Version | Status | Before | Evals |", "|---|---|---|---|---|---|"]
      lines += listed(plan.steps, row)
    }
    if !plan.refused.isEmpty {
      lines += ["", "### Cannot be promoted", ""] + listed(plan.refused) { "- \(code($0.message))" }
    }
    let others = plan.left.filter { $0.reason != .unchanged }
    if !others.isEmpty {
      lines += ["", "### Left alone", ""] + listed(others) { "- \(code($0.name)): \(code($0.explanation))" }
    }
    lines += ["", "\(Count.text(plan.unchanged, "skill")) unchanged.", ""]
    return lines.joined(separator: "\n")
  }

  private static func row(_ step: PromotionStep) -> String {
    let before = step.previous.map { code("\($0.version) \($0.status.rawValue)") } ?? ""
    let evals = step.evals.map { "\($0.passed) passed\($0.isolationRemark)" } ?? (step.isWithoutEvals ? "none" : "")
    return
      "| \(step.action.rawValue) | \(code(step.name)) | \(code(step.version)) | \(step.status.rawValue) | \(before) | \(evals) |"
  }

  /// A text as code, which neither mentions nor links nor ends a table's cell, whatever it holds.
  static func code(_ text: String) -> String {
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "`": safe.append("'")
      case "|", "\n", "\r", "\t": safe.append(" ")
      default:
        let category = scalar.properties.generalCategory
        // Controls, directions and what cannot be seen.
        guard ![.control, .format, .lineSeparator, .paragraphSeparator].contains(category) else { continue }
        safe.append(scalar)
      }
    }
    // Two marks without anything between them begin code that ends at the next two.
    return safe.isEmpty ? "` `" : "`\(String(safe))`"
  }

  /// The lines of items, of which the first are shown and the others counted: comments have a limit.
  private static func listed<Item>(_ items: [Item], _ line: (Item) -> String) -> [String] {
    let rest = items.count - mostLines
    return items.prefix(mostLines).map(line) + (rest > 0 ? ["", "and \(rest) more"] : [])
  }
}
