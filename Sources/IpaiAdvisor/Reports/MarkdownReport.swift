import IpaiCore

/// A report in Markdown, for the page of a run of CI or a comment. Nothing in it that comes from an account is Markdown.
package enum MarkdownReport {
  /// The most bytes that a summary of a job of GitHub has.
  package static let mostBytes = 1_000_000

  /// The report of an assessment, of at most so many bytes; what has no place is counted.
  package static func text(
    _ assessment: Assessment, _ context: ReportContext, rules: [Rule] = RuleList.all, most: Int = mostBytes
  ) -> String {
    let titles = RuleTitles(rules)
    let head =
      head(ReportSummary(assessment, context, rules: rules), context) + failing(context.failing, titles, most: most / 8)
    let all = context.listing()
    let rest =
      suppressed(context.suppressed(assessment), titles, most: most / 8, all) + notAssessed(assessment, most: most / 4)
    let open = context.open(assessment)
    return head + findings(open, titles, most: most - head.utf8.count - rest.utf8.count, all) + rest
  }

  /// The findings that make a job of CI fail, of at most so many bytes.
  private static func failing(_ failing: FailingFindings?, _ titles: RuleTitles, most: Int) -> String {
    guard let failing, !failing.findings.isEmpty else { return "" }
    let findings = failing.findings.sorted(by: FindingOrder.isBefore)
    var text = "\n### \(failing.title) (\(findings.count))\n\n"
    text += "| Severity | Finding | Resource | Fingerprint |\n|---|---|---|---|\n"
    for (index, finding) in findings.enumerated() {
      let cells = [
        finding.severity.title, self.finding(finding, titles), resource(finding),
        MarkdownText.code(finding.fingerprint),
      ]
      let row = "| " + cells.joined(separator: " | ") + " |\n"
      guard text.utf8.count + row.utf8.count + 100 <= most else {
        return text + "\nand \(GroupedDigits.text(findings.count - index, "more finding"))\n"
      }
      text += row
    }
    return text
  }

  private static func head(_ summary: ReportSummary, _ context: ReportContext) -> String {
    var text = "## DigitalOcean advisor\n\n"
    text += "Account \(MarkdownText.code(context.account)), read \(context.readAt.timestamp.rfc3339), "
    text += "ipai \(MarkdownText.code(context.version)).\n\n"
    let counts = Severity.allCases.reversed().filter { summary.count($0) > 0 }
      .map { "\(summary.count($0)) \($0.rawValue)" }
    text += "**\(GroupedDigits.text(summary.findings, "finding"))**"
    text += counts.isEmpty ? "" : ": " + counts.joined(separator: ", ")
    text += summary.suppressed == 0 ? ".\n\n" : "; \(summary.suppressed) suppressed.\n\n"
    text += context.score.map(score) ?? ""
    if summary.monthly > 0 {
      text += "Possible savings: **\(DollarText.text(summary.monthly)) a month**, "
      text += "\(DollarText.text(summary.monthly * 12)) a year.\n\n"
    }
    text += "Rules: \(summary.rulesJudged) judged, \(summary.rulesNotJudged) not judged. "
    text += "Checks: \(summary.passed) passed, \(summary.failed) failed, \(summary.notAssessed) not assessed.\n"
    return text
  }

  private static func score(_ score: ScoreSummary) -> String {
    guard let overall = score.overall else { return "" }
    let parts = score.categories.compactMap { item in
      item.value.map { "\(item.category.title) \(NumberText.text($0, digits: 1))" }
    }
    return "Score: **\(NumberText.text(overall, digits: 1))** of 100 (\(parts.joined(separator: ", "))).\n\n"
  }

  /// The findings that are suppressed, of at most so many bytes.
  private static func suppressed(
    _ items: [(finding: Finding, suppression: ReportContext.Suppression)], _ titles: RuleTitles, most: Int,
    _ all: String
  ) -> String {
    guard !items.isEmpty else { return "" }
    var text =
      "\n### Suppressed (\(items.count))\n\n| Finding | Resource | Why | Who | Until |\n|---|---|---|---|---|\n"
    for (index, item) in items.enumerated() {
      let cells = [
        finding(item.finding, titles), resource(item.finding), MarkdownText.code(item.suppression.reason),
        item.suppression.owner.map(MarkdownText.code) ?? "", item.suppression.expires?.timestamp.day ?? "no end",
      ]
      let row = "| " + cells.joined(separator: " | ") + " |\n"
      guard text.utf8.count + row.utf8.count + 100 <= most else { return text + left(items.count - index, all) }
      text += row
    }
    return text
  }

  /// The tables of findings, one for each severity, of at most so many bytes.
  private static func findings(_ findings: [Finding], _ titles: RuleTitles, most: Int, _ all: String) -> String {
    var text = ""
    var shown = 0
    // What says how many are left out has to have a place too.
    let room = most - 100
    for severity in Severity.allCases.reversed() {
      let members = findings.filter { $0.severity == severity }
      var lead = "\n### \(severity.title) (\(members.count))\n\n"
      lead += "| Finding | Resource | Region | Project | Saving a month |\n|---|---|---|---|---:|\n"
      for finding in members {
        let row = lead + row(finding, titles)
        guard text.utf8.count + row.utf8.count <= room else { return text + left(findings.count - shown, all) }
        text += row
        shown += 1
        lead = ""
      }
    }
    return text
  }

  private static func row(_ finding: Finding, _ titles: RuleTitles) -> String {
    let cells = [
      self.finding(finding, titles), resource(finding),
      finding.region.map(MarkdownText.code) ?? "", finding.project.map(MarkdownText.code) ?? "",
      finding.saving.map { DollarText.number($0.monthly) } ?? "",
    ]
    return "| " + cells.joined(separator: " | ") + " |\n"
  }

  private static func finding(_ finding: Finding, _ titles: RuleTitles) -> String {
    let title = titles.ownTitle(of: finding).map(MarkdownText.code) ?? MarkdownText.words(titles.title(of: finding))
    return "\(title) (\(MarkdownText.words(finding.rule)))"
  }

  private static func resource(_ finding: Finding) -> String {
    MarkdownText.code(finding.shownName) + (finding.subKey.map { " " + MarkdownText.code($0) } ?? "")
  }

  private static func left(_ count: Int, _ all: String) -> String {
    "\nand \(GroupedDigits.text(count, "more finding")); `\(all)` has all of them\n"
  }

  /// What was not assessed and why, of at most so many bytes.
  private static func notAssessed(_ assessment: Assessment, most: Int) -> String {
    let groups = UnassessedGroup.groups(of: assessment.notAssessed)
    guard !groups.isEmpty else { return "" }
    var text = "\n### Not assessed\n\n| Why | Rules | Resources |\n|---|---|---:|\n"
    for (index, group) in groups.enumerated() {
      let rules = group.rules.prefix(20).map(MarkdownText.words).joined(separator: ", ")
      let more = group.rules.count > 20 ? " and \(group.rules.count - 20) more" : ""
      let count = group.resources.map(String.init) ?? "all"
      let row = "| \(MarkdownText.code(group.reason)) | \(rules)\(more) | \(count) |\n"
      guard text.utf8.count + row.utf8.count + 100 <= most else {
        return text + "\nand \(GroupedDigits.text(groups.count - index, "more reason"))\n"
      }
      text += row
    }
    return text
  }
}
