import IpaiActions
import IpaiAdvisor
import IpaiCore

/// A finding with all that is known of it, for people.
enum FindingText {
  /// The text, which ends with a line break.
  static func text(_ outcome: AdvisorExplainAction.Outcome, _ theme: Theme) -> String {
    let stored = outcome.stored
    let finding = stored.finding
    let part = finding.subKey.map { " (\(shown($0)))" } ?? ""
    var text = "\(theme.id(finding.rule))  \(theme.bold(shown(finding.title)))\n"
    text += "\(shown(finding.name))\(part)  \(theme.dim(shown(finding.urn.text)))\n\n"
    for (name, value) in facts(stored) { text += "  \(name): \(value)\n" }
    if let suppression = stored.suppression { text += "  suppressed \(decision(suppression))\n" }
    if let why = outcome.rule?.why { text += section("Why it matters", [why], theme) }
    text += section("What it rests on", finding.evidence.map(proof), theme)
    if let saving = finding.saving { text += section("What following it saves", [money(saving)], theme) }
    if let note = finding.note { text += section("Note", [shown(note, most: 2_000)], theme) }
    if !finding.fix.isEmpty { text += section("What to run", finding.fix.map(FixScript.line), theme) }
    if let guards = outcome.rule?.guards { text += section("Before you run it", [guards], theme) }
    return text
  }

  private static func facts(_ stored: StoredFinding) -> [(String, String)] {
    let finding = stored.finding
    var facts = [("severity", finding.severity.rawValue), ("effort", finding.effort.rawValue)]
    if let project = finding.project {
      facts.append(("project", shown(project) + (finding.environment.map { " (\($0.rawValue))" } ?? "")))
    }
    if let region = finding.region { facts.append(("region", shown(region))) }
    facts.append(("first seen", stored.firstSeen.rfc3339))
    if let fixed = stored.fixedAt { facts.append(("gone since", fixed.rfc3339)) }
    return facts
  }

  /// Until when a finding is left, who decided that, and why.
  private static func decision(_ suppression: Suppression) -> String {
    let owner = suppression.owner.map { " by " + shown($0) } ?? ""
    return "\(SuppressionText.end(suppression))\(owner): \(shown(suppression.reason))"
  }

  private static func proof(_ proof: Finding.Proof) -> String {
    "\(shown(proof.path)) = \(shown(proof.value))  (\(shown(proof.endpoint)), \(proof.readAt.timestamp.rfc3339))"
  }

  private static func money(_ saving: Finding.Money) -> String {
    "\(AdvisorReportText.money(saving.monthly)) a month = \(shown(saving.formula)) (\(shown(saving.source)), \(saving.certainty.rawValue))"
  }

  private static func section(_ title: String, _ lines: [String], _ theme: Theme) -> String {
    "\n" + theme.bold(title) + "\n" + lines.map { "  " + $0 + "\n" }.joined()
  }

  private static func shown(_ text: String, most: Int = 500) -> String { ShownText.line(text, most: most) }
}
