import IpaiActions
import IpaiAdvisor
import IpaiCore

/// The answer of a scan in the formats that are not JSON.
enum AdvisorReportText {
  /// The whole report; `failOn`: the severity from which on a job fails. `.json` and `.jsonl` are not written here, and give the table.
  static func text(
    _ outcome: AdvisorScanAction.Outcome, format: OutputFormat, failOn: Severity?, _ theme: Theme
  ) -> String {
    let assessment = outcome.assessment
    let context = outcome.context(failOn: failOn)
    switch format {
    case .csv: return CSVReport.text(assessment, context)
    case .html: return HTMLReport.text(assessment, context)
    case .markdown: return MarkdownReport.text(assessment, context)
    case .sarif:
      // Only a number that JSON cannot hold fails, and no finding has one.
      guard let json = try? SARIFReport.json(assessment, context) else { return "" }
      return String(decoding: json, as: UTF8.self)
    case .table, .json, .jsonl:
      let table = AdviceTable(assessment, context)
      return ScanTable(outcome: outcome, table: table, context: context, theme: theme).text
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
  fileprivate func context(failOn: Severity?) -> ReportContext {
    let reasons = suppressed.mapValues { suppression in
      ReportContext.Suppression(
        reason: suppression.reason, owner: suppression.owner, expires: suppression.until.map { FactTime($0) })
    }
    var context = ReportContext(
      account: account, readAt: readAt, version: Version.number, firstSeen: firstSeen, suppressions: reasons)
    if scores != .none { context.score = scores }
    context.changes = changes
    context.failing = failOn.map { FailingFindings($0, failures) }
    context.scan = scan
    return context
  }
}
