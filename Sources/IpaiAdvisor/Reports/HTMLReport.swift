/// A report as one page of HTML that loads nothing and runs nothing.
package enum HTMLReport {
  /// The report of an assessment. Suppressed findings are listed apart from the others, with why.
  package static func text(_ assessment: Assessment, _ context: ReportContext, rules: [Rule] = RuleList.all) -> String {
    let summary = ReportSummary(assessment, context, rules: rules)
    let findings = PageFindings(context.open(assessment), context, rules)
    let groups = UnassessedGroup.groups(of: assessment.notAssessed)
    let titles = RuleTitles(rules)
    let suppressed = PageSuppressed(items: context.suppressed(assessment), titles: titles, listing: context.listing())
    let parts = [
      head(context), PageIcon.symbols, header(context), "<main>\n", cards(summary, context.score),
      PageCharts(summary: summary, score: context.score, titles: titles).html,
      PageFailing(failing: context.failing, titles: titles).html,
      findings.links(suppressed: suppressed.items.count, hasUnassessed: !groups.isEmpty),
      summary.findings == 0 ? nothing(summary) : findings.html, suppressed.html, notAssessed(groups),
      "</main>\n</body>\n</html>\n",
    ]
    return parts.joined()
  }

  private static func head(_ context: ReportContext) -> String {
    let policy = "default-src 'none'; style-src '\(PageStyle.digest)'; base-uri 'none'; form-action 'none'"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>DigitalOcean advisor: \(HTMLText.escaped(context.account))</title>
      <style>\(PageStyle.text)</style>
      </head>
      <body>

      """
  }

  private static func header(_ context: ReportContext) -> String {
    """
    <header>
    <h1>DigitalOcean advisor</h1>
    <p class="quiet">\(HTMLText.isolated(context.account)) · read \(HTMLText.time(context.readAt)) · \
    ipai \(HTMLText.escaped(context.version))</p>
    </header>

    """
  }

  private static func cards(_ summary: ReportSummary, _ score: ScoreSummary?) -> String {
    let severe = summary.count(.critical, .high)
    let checks = summary.passed + summary.failed
    let cards = [
      score.map(scoreCard) ?? "",
      card(
        "Possible savings", DollarText.number(summary.monthly) + " <small>USD</small>", "a month, " + savings(summary)),
      card(
        "Critical and high", GroupedDigits.text(severe),
        "\(GroupedDigits.text(summary.count(.critical))) critical, \(GroupedDigits.text(summary.count(.high))) high"),
      card(
        "Findings", GroupedDigits.text(summary.findings),
        summary.suppressed == 0 ? "none suppressed" : "and \(GroupedDigits.text(summary.suppressed)) suppressed"),
      card(
        "Checks of resources", GroupedDigits.text(checks),
        "\(GroupedDigits.text(summary.passed)) passed, \(GroupedDigits.text(summary.failed)) failed, "
          + "\(GroupedDigits.text(summary.notAssessed)) not assessed; \(GroupedDigits.text(summary.rulesJudged, "rule")) judged, "
          + "\(GroupedDigits.text(summary.rulesNotJudged)) not"),
    ]
    return "<ul class=\"cards\">\n" + cards.joined() + "</ul>\n"
  }

  private static func scoreCard(_ score: ScoreSummary) -> String {
    guard let overall = score.overall else { return card("Score", "n/a", "nothing was judged that counts") }
    let lowest = score.categories.filter { $0.value != nil }.min { $0.value ?? 0 < $1.value ?? 0 }
    return card(
      "Score", NumberText.text(overall, digits: 1) + " <small>of 100</small>",
      lowest.map { "lowest: \($0.category.title), \(NumberText.text($0.value ?? 0, digits: 1))" } ?? "")
  }

  private static func savings(_ summary: ReportSummary) -> String {
    let sources = summary.monthlyBySource.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\(DollarText.number($0.value)) \(words(ofSource: $0.key))" }
    let year = DollarText.text(summary.monthly * 12) + " a year"
    return sources.isEmpty ? year : year + ". Of a month: " + sources.joined(separator: ", ")
  }

  private static func words(ofSource source: String) -> String {
    switch source {
    case "invoice": "by the invoice"
    case "api": "by prices of the API"
    case "table": "by the table of prices"
    default: "by other prices"
    }
  }

  private static func card(_ title: String, _ number: String, _ more: String) -> String {
    "<li class=\"card\"><h2>\(title)</h2><p class=\"number\">\(number)</p><p class=\"quiet\">\(more)</p></li>\n"
  }

  private static func nothing(_ summary: ReportSummary) -> String {
    let words =
      summary.rulesJudged == 0 ? "No rule could be judged." : "The rules that were judged found nothing to do."
    return "<h2>No findings</h2>\n<p>\(words)</p>\n"
  }

  private static func notAssessed(_ groups: [UnassessedGroup]) -> String {
    guard !groups.isEmpty else { return "" }
    let rows = groups.map { group in
      "<tr><td>\(HTMLText.isolated(group.reason))</td>"
        + "<td>\(HTMLText.escaped(group.rules.joined(separator: ", "), most: 4_000))</td>"
        + "<td class=\"amount\">\(group.resources.map(GroupedDigits.text) ?? "all")</td></tr>\n"
    }
    return """
      <section aria-labelledby="not-assessed">
      <h2 id="not-assessed">Not assessed</h2>
      <p class="quiet">These checks are neither good nor bad: what they need was not read.</p>
      <div class="scroll"><table><tr><th scope="col">Why</th><th scope="col">Rules</th>\
      <th scope="col" class="amount">Resources</th></tr>
      \(rows.joined())</table></div>
      </section>

      """
  }
}
