import IpaiActions
import IpaiAdvisor
import IpaiCore

/// The answer of a scan in the formats that are not JSON.
enum AdvisorReportText {
  /// The whole report. `.json` and `.jsonl` are not written here, and give the table.
  static func text(_ outcome: AdvisorScanAction.Outcome, format: OutputFormat, _ theme: Theme) -> String {
    let assessment = outcome.assessment
    let context = outcome.context
    switch format {
    case .csv: return CSVReport.text(assessment, context)
    case .html: return HTMLReport.text(assessment, context)
    case .markdown: return MarkdownReport.text(assessment, context)
    case .sarif:
      // Only a number that JSON cannot hold fails, and no finding has one.
      guard let json = try? SARIFReport.json(assessment, context) else { return "" }
      return String(decoding: json, as: UTF8.self)
    case .table, .json, .jsonl: return table(outcome, AdviceTable(assessment, context), theme)
    }
  }

  private static func table(_ outcome: AdvisorScanAction.Outcome, _ table: AdviceTable, _ theme: Theme) -> String {
    var text = ""
    for group in table.groups {
      text += head(group, theme) + "\n"
      for row in group.rows.prefix(mostRows) { text += line(row, theme) + "\n" }
      if group.rows.count > mostRows {
        text += theme.dim("    and \(group.rows.count - mostRows) more: --rule \(group.rule) --format jsonl") + "\n"
      }
      text += "\n"
    }
    return text + unassessed(table, theme) + summary(outcome, table) + "\n"
  }

  private static let mostRows = 20

  private static func head(_ group: AdviceTable.Group, _ theme: Theme) -> String {
    let saving = group.monthly.map { ", \(money($0)) a month" } ?? ""
    let count = Count.text(group.count, "finding")
    return "\(severity(group.severity, theme))  \(theme.id(group.rule))  \(theme.bold(group.title))  "
      + theme.dim("\(count)\(saving)")
  }

  private static func line(_ row: AdviceTable.Row, _ theme: Theme) -> String {
    let part = row.part.map { " (\($0))" } ?? ""
    let place = [row.region, row.project].compactMap { $0 }.joined(separator: ", ")
    let saving = row.monthly.map { "  " + money($0) } ?? ""
    let since = row.firstSeen.map { "  since \($0.timestamp.day)" } ?? ""
    return "    \(theme.dim(String(row.fingerprint.prefix(8))))  \(row.name)\(part)"
      + theme.dim((place.isEmpty ? "" : "  \(place)") + saving + since)
  }

  private static func unassessed(_ table: AdviceTable, _ theme: Theme) -> String {
    guard !table.notAssessed.isEmpty else { return "" }
    var text = theme.bold("Not assessed") + "\n"
    for group in table.notAssessed {
      let resources = group.resources.map { ", " + Count.text($0, "resource") } ?? ""
      text += "    \(group.reason): \(Count.text(group.rules.count, "rule"))\(resources)\n"
    }
    return text + "\n"
  }

  private static func summary(_ outcome: AdvisorScanAction.Outcome, _ table: AdviceTable) -> String {
    let shown = table.groups.reduce(0) { $0 + $1.count }
    var parts = [Count.text(shown, "finding") + (shown < outcome.total ? " of \(outcome.total)" : "")]
    if table.suppressed > 0 { parts.append("\(table.suppressed) suppressed") }
    if let score = outcome.score { parts.append("score \(score)") }
    if outcome.saving.monthly > 0 { parts.append("\(money(outcome.saving.monthly)) a month to save") }
    let account = TerminalText.sanitized(ShownText.line(outcome.account, most: 80))
    return "\(account), \(outcome.readAt.timestamp.rfc3339): " + parts.joined(separator: ", ")
  }

  private static func severity(_ severity: Severity, _ theme: Theme) -> String {
    let word = severity.rawValue.uppercased()
    switch severity {
    case .critical, .high: return theme.error(word)
    case .medium: return theme.warning(word)
    case .low, .info: return theme.dim(word)
    }
  }

  /// An amount for people: `$12.00`, or `-$12.00` for what costs.
  static func money(_ amount: Double) -> String {
    amount < 0 ? "-$" + NumberText.money(-amount) : "$" + NumberText.money(amount)
  }
}

extension AdvisorScanAction.Outcome {
  /// What the rules said, as reports take it.
  fileprivate var assessment: Assessment {
    var assessment = Assessment()
    assessment.findings = findings
    assessment.tallies = tallies
    assessment.notAssessed = notAssessed
    return assessment
  }

  /// What reports say of the scan.
  fileprivate var context: ReportContext {
    let reasons = suppressed.mapValues { suppression in
      ReportContext.Suppression(
        reason: suppression.reason, owner: suppression.owner, expires: suppression.until.map { FactTime($0) })
    }
    return ReportContext(
      account: account, readAt: readAt, version: Version.number, firstSeen: firstSeen, suppressions: reasons,
      score: scores)
  }
}
