import IpaiCore

/// The charts of a page, which need no script: bars in SVG, with a sentence and a table that say the same.
struct PageCharts {
  let summary: ReportSummary
  let score: ScoreSummary?
  let titles: RuleTitles

  private static let mostRules = 10
  private static let rowHeight = 48
  /// How much of the width of a narrow screen a character takes.
  private static let characterShare = 0.025
  /// What a bar has of the width at least, so that it can be seen.
  private static let leastShare = 0.015

  /// All charts; nothing where there is nothing to show.
  var html: String {
    let figures = scores + (summary.findings > 0 ? categories + savings : "")
    return figures.isEmpty ? "" : "<div class=\"charts\">\n" + figures + "</div>\n"
  }

  // MARK: Findings by category

  private var counts: [(category: RuleCategory, bySeverity: [Severity: Int], total: Int)] {
    RuleCategory.allCases.compactMap { category in
      summary.byCategory[category].map { (category, $0, $0.values.reduce(0, +)) }
    }.sorted { ($1.total, $0.0.title) < ($0.total, $1.0.title) }
  }

  private var categories: String {
    let counts = counts
    let most = Double(counts.first?.total ?? 1)
    let rows = counts.enumerated().map { index, item in
      bar(index, name: item.category.title, total: GroupedDigits.text(item.total), parts(item.bySeverity, most))
    }
    return figure(
      "categories", "Findings by category", sentence(counts), rows, legend: legend, table: categoryTable(counts))
  }

  private func sentence(_ counts: [(category: RuleCategory, bySeverity: [Severity: Int], total: Int)]) -> String {
    guard let first = counts.first else { return "" }
    let severe = Severity.allCases.reversed().compactMap { severity in
      first.bySeverity[severity].map { "\(GroupedDigits.text($0)) \(severity.rawValue)" }
    }
    return "\(first.category.title) has the most of \(GroupedDigits.text(summary.findings, "finding")): "
      + "\(GroupedDigits.text(first.total)), of which \(severe.joined(separator: ", "))."
  }

  private func parts(_ bySeverity: [Severity: Int], _ most: Double) -> String {
    var start = 0.0
    var html = ""
    for severity in Severity.allCases.reversed() {
      guard let count = bySeverity[severity] else { continue }
      let share = Double(count) / most
      html += rect(severity.rawValue, start, share, "\(severity.title): \(GroupedDigits.text(count))")
      let label = "\(Self.letter(severity)) \(GroupedDigits.text(count))"
      if share >= Self.characterShare * Double(label.count + 1) {
        html += "<text class=\"in on-\(severity.rawValue)\" x=\"\(Self.percent(start + share / 2))\" y=\"37\" "
        html += "text-anchor=\"middle\">\(label)</text>"
      }
      start += share
    }
    return html
  }

  private var legend: String {
    let items = Severity.allCases.reversed().filter { summary.count($0) > 0 }.map { severity in
      "<li><svg aria-hidden=\"true\"><rect class=\"\(severity.rawValue)\" width=\"100%\" height=\"100%\" rx=\"4\"/>"
        + "<text class=\"in on-\(severity.rawValue)\" x=\"50%\" y=\"14\" text-anchor=\"middle\">\(Self.letter(severity))</text></svg>"
        + "\(severity.title)</li>"
    }
    return "<ul class=\"legend\">\(items.joined())</ul>\n"
  }

  private func categoryTable(_ counts: [(category: RuleCategory, bySeverity: [Severity: Int], total: Int)]) -> String {
    let severities = Array(Severity.allCases.reversed())
    let head = severities.map { "<th scope=\"col\" class=\"amount\">\($0.title)</th>" }.joined()
    let rows = counts.map { item in
      "<tr><th scope=\"row\">\(item.category.title)</th>"
        + (severities.map { item.bySeverity[$0] ?? 0 } + [item.total])
        .map { "<td class=\"amount\">\(GroupedDigits.text($0))</td>" }.joined() + "</tr>"
    }
    return "<tr><th scope=\"col\">Category</th>\(head)<th scope=\"col\" class=\"amount\">All</th></tr>" + rows.joined()
  }

  // MARK: Savings by rule

  private var savings: String {
    let shown = Array(summary.byRule.prefix(Self.mostRules))
    guard let first = shown.first else { return "" }
    let rows = shown.enumerated().map { index, item in
      bar(
        index, name: Self.short(item.title), total: DollarText.number(item.monthly),
        rect(
          "saving", 0, max(item.monthly / first.monthly, Self.leastShare),
          "\(item.title): \(DollarText.text(item.monthly))"))
    }
    let table = shown.map { item in
      "<tr><th scope=\"row\">\(HTMLText.escaped(item.title)) <span class=\"quiet\">\(HTMLText.escaped(item.rule))</span></th>"
        + "<td class=\"amount\">\(DollarText.number(item.monthly))</td></tr>"
    }
    return figure(
      "savings", "Savings by rule", sentence(first, shown.count), rows, legend: "",
      table: "<tr><th scope=\"col\">Rule</th><th scope=\"col\" class=\"amount\">USD a month</th></tr>" + table.joined())
  }

  private func sentence(_ first: ReportSummary.RuleSaving, _ shown: Int) -> String {
    let left = summary.byRule.count - shown
    return "“\(HTMLText.escaped(first.title))” saves the most: \(DollarText.text(first.monthly)) a month. "
      + "What is saved on one resource by several rules counts once in the total."
      + (left > 0 ? " \(Count.text(left, "more rule", "saves", "save")) less." : "")
  }

  // MARK: What all are made of

  func figure(
    _ id: String, _ title: String, _ sentence: String, _ rows: [String], legend: String, table: String
  ) -> String {
    """
    <figure>
    <h2 id="chart-\(id)">\(title)</h2>
    <p class="quiet" id="chart-\(id)-says">\(sentence)</p>
    <svg role="img" aria-labelledby="chart-\(id) chart-\(id)-says" height="\(rows.count * Self.rowHeight)">\(rows.joined())</svg>
    \(legend)<details><summary>Show as a table</summary><div class="scroll"><table><caption>\(title)</caption>\(table)</table></div></details>
    </figure>

    """
  }

  func bar(_ index: Int, name: String, total: String, _ parts: String) -> String {
    "<svg y=\"\(index * Self.rowHeight)\" height=\"\(Self.rowHeight)\"><text class=\"name\" x=\"0\" y=\"15\">"
      + "\(HTMLText.escaped(name))</text><text class=\"total\" x=\"100%\" y=\"15\" text-anchor=\"end\">\(total)</text>\(parts)</svg>"
  }

  func rect(_ name: String, _ start: Double, _ share: Double, _ title: String) -> String {
    "<rect class=\"\(name)\" x=\"\(Self.percent(start))\" y=\"22\" width=\"\(Self.percent(share))\" height=\"20\" rx=\"4\">"
      + "<title>\(HTMLText.escaped(title))</title></rect>"
  }

  /// What stands for a severity in a bar, for those who do not see its colour.
  private static func letter(_ severity: Severity) -> Substring { severity.title.prefix(1) }

  private static func percent(_ share: Double) -> String {
    NumberText.text(min(max(share.isFinite ? share : 0, 0), 1) * 100, digits: 2) + "%"
  }

  /// A title that has a place above its bar on a narrow screen.
  private static func short(_ title: String) -> String { title.count > 38 ? title.prefix(37) + "…" : title }
}
