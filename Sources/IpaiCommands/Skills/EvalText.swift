import Foundation
import IpaiActions
import IpaiEvals

/// Writes what came of the evals of a skill: a line for each case, and below it why it did not pass.
struct EvalText {
  let theme: Theme

  /// The lines of a skill; none for one without evals.
  func text(_ skill: EvaluatedSkill) -> String {
    guard !skill.cases.isEmpty else { return "" }
    let head = "\(skill.skill) \(skill.version)"
    return ([head] + skill.cases.flatMap(lines)).map { $0 + "\n" }.joined()
  }

  private func lines(_ one: EvalResults.Case) -> [String] {
    let time = theme.dim(String(format: "%.2f s", one.seconds))
    let head = "  \(mark(one.status))  \(TerminalText.sanitized(one.name))  \(time)"
    guard let reason = one.reason else { return [head] }
    return [head, "           \(TerminalText.sanitized(reason))"]
  }

  private func mark(_ status: EvalResults.Case.Status) -> String {
    switch status {
    case .passed: "passed "
    case .failed: theme.error("failed ")
    case .skipped: theme.dim("skipped")
    }
  }
}
