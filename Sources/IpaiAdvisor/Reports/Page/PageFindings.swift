/// The findings of a page, by category and rule.
struct PageFindings {
  /// How many findings are shown with all they have, of a rule and of the page; the others are counted.
  static let mostOfRule = 50
  static let mostOfPage = 1_000

  private let groups: [FindingGroup]
  private let rules: [String: Rule]
  private let titles: RuleTitles
  private let context: ReportContext
  private let shown: [String: Int]

  /// The findings, which are in order.
  init(_ findings: [Finding], _ context: ReportContext, _ rules: [Rule]) {
    titles = RuleTitles(rules)
    groups = FindingGroup.groups(of: findings, titles)
    self.rules = Dictionary(rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.context = context
    shown = Self.places(findings)
  }

  /// How many findings of each rule have a place: the most severe of all come first.
  private static func places(_ findings: [Finding]) -> [String: Int] {
    var left = mostOfPage
    var places: [String: Int] = [:]
    for finding in findings where left > 0 && places[finding.rule, default: 0] < mostOfRule {
      places[finding.rule, default: 0] += 1
      left -= 1
    }
    return places
  }

  /// The categories that have findings, each with how many.
  private var categories: [(category: RuleCategory, groups: [FindingGroup], count: Int)] {
    RuleCategory.allCases.compactMap { category in
      let members = groups.filter { $0.category == category }
      return members.isEmpty ? nil : (category, members, members.map(\.findings.count).reduce(0, +))
    }
  }

  /// Links to the categories, to what is suppressed, and to what was not assessed.
  func links(suppressed: Int, hasUnassessed: Bool) -> String {
    var items = categories.map { item in
      "<li><a href=\"#\(item.category.rawValue)\">\(item.category.title) \(GroupedDigits.text(item.count))</a></li>"
    }
    if suppressed > 0 {
      items.append("<li><a href=\"#suppressed\">Suppressed \(GroupedDigits.text(suppressed))</a></li>")
    }
    if hasUnassessed { items.append("<li><a href=\"#not-assessed\">Not assessed</a></li>") }
    return items.isEmpty ? "" : "<nav aria-label=\"Parts of the report\"><ul>\(items.joined())</ul></nav>\n"
  }

  /// All categories.
  var html: String {
    categories.map { item in
      "<section aria-labelledby=\"\(item.category.rawValue)\">\n<h2 id=\"\(item.category.rawValue)\">"
        + "\(item.category.title) <span class=\"quiet\">\(GroupedDigits.text(item.count, "finding"))</span></h2>\n"
        + item.groups.map(rule).joined() + "</section>\n"
    }.joined()
  }

  private func rule(_ group: FindingGroup) -> String {
    let money = group.monthly.map { "<span class=\"quiet\">\(DollarText.effect($0))</span>" } ?? ""
    let place = shown[group.rule] ?? 0
    return """
      <details class="rule"><summary>\(PageIcon.badge(group.severity))<h3>\(HTMLText.escaped(group.title))</h3>\
      \(money)<span class="quiet">\(GroupedDigits.text(group.findings.count, "finding"))</span>\
      <span class="quiet">\(HTMLText.escaped(group.rule))</span></summary>
      \(rules[group.rule].map(about) ?? "")\(group.findings.prefix(place).map(finding).joined())\(left(group, place))</details>

      """
  }

  /// How many findings of a rule have no place.
  private func left(_ group: FindingGroup, _ place: Int) -> String {
    let count = group.findings.count - place
    if count == 0 { return "" }
    let words = place == 0 ? GroupedDigits.text(count, "finding") : "and " + GroupedDigits.text(count, "more finding")
    let command = HTMLText.escaped(context.listing(rule: group.rule))
    return "<p class=\"more quiet\">\(words) of this rule; all of them: <code>\(command)</code></p>\n"
  }

  private func about(_ rule: Rule) -> String {
    let links = rule.references.map(link).joined(separator: "<br>")
    return "<dl class=\"about\"><dt>Why it matters</dt><dd>\(HTMLText.escaped(rule.why, most: 2_000))</dd>"
      + "<dt>When</dt><dd>\(HTMLText.escaped(rule.condition, most: 2_000))</dd>"
      + "<dt>Before you follow the advice</dt><dd>\(HTMLText.escaped(rule.guards, most: 2_000))</dd>"
      + (links.isEmpty ? "" : "<dt>More</dt><dd>\(links)</dd>") + "</dl>\n"
  }

  /// A page of DigitalOcean as a link; any other address as text.
  private func link(_ address: String) -> String {
    let text = HTMLText.escaped(address)
    guard address.hasPrefix("https://docs.digitalocean.com/") else { return text }
    return "<a href=\"\(text)\" rel=\"noreferrer\">\(text)</a>"
  }

  private func finding(_ finding: Finding) -> String {
    let title = titles.ownTitle(of: finding).map { "<p>\(HTMLText.isolated($0))</p>\n" } ?? ""
    let note = finding.note.map { "<p>\(HTMLText.isolated($0, most: 2_000))</p>\n" } ?? ""
    return """
      <article><h4>\(PageIcon.badge(finding.severity))\(HTMLText.isolated(finding.shownName))</h4>
      \(title)<p class="quiet">\(place(finding))</p>
      \(note)\(saving(finding))\(evidence(finding))\(fix(finding))</article>

      """
  }

  /// What and where a resource is.
  private func place(_ finding: Finding) -> String {
    var parts = ["<code>\(HTMLText.isolated(finding.urn.text))</code>"]
    if let part = finding.subKey { parts.append("part " + HTMLText.isolated(part)) }
    if let region = finding.region { parts.append("region " + HTMLText.isolated(region)) }
    if let project = finding.project { parts.append("project " + HTMLText.isolated(project)) }
    if let environment = finding.environment { parts.append(environment.rawValue) }
    parts.append("\(finding.effort.rawValue) to do")
    if let time = context.firstSeen[finding.fingerprint] { parts.append("first seen " + HTMLText.time(time)) }
    return parts.joined(separator: " · ")
  }

  private func saving(_ finding: Finding) -> String {
    guard let money = finding.saving else { return "" }
    let effect = DollarText.effect(money.monthly)
    return "<p><strong>\(effect.prefix(1).uppercased() + effect.dropFirst())</strong> "
      + "(\(money.certainty == .exact ? "exact" : "an estimate"), prices: \(HTMLText.isolated(money.source))): "
      + "<code>\(HTMLText.isolated(money.formula))</code></p>\n"
  }

  private func evidence(_ finding: Finding) -> String {
    guard !finding.evidence.isEmpty else { return "" }
    let rows = finding.evidence.map { proof in
      "<tr><td><code>\(HTMLText.isolated(proof.path))</code></td><td>\(HTMLText.isolated(proof.value))</td>"
        + "<td><code>\(HTMLText.isolated(proof.endpoint))</code><br>\(HTMLText.time(proof.readAt))</td></tr>"
    }
    return "<div class=\"scroll\"><table><caption>Evidence</caption><tr><th scope=\"col\">Field</th>"
      + "<th scope=\"col\">Value</th><th scope=\"col\">Read from</th></tr>\(rows.joined())</table></div>\n"
  }

  private func fix(_ finding: Finding) -> String {
    guard !finding.fix.isEmpty else { return "" }
    let lines = finding.fix.map { line in
      "<li><code>\(HTMLText.isolated(line.text, most: 4_000))</code>\(line.effect.map(label) ?? "")</li>"
    }
    return "<p class=\"caption\">What to run</p><ol class=\"fix\">\(lines.joined())</ol>\n"
  }

  private func label(_ effect: Fix.Effect) -> String {
    switch effect {
    case .irreversible: "<span class=\"label\">irreversible</span>"
    case .needsDowntime: "<span class=\"label\">needs downtime</span>"
    }
  }
}
