/// The findings of a page that somebody chose to leave: who, why, and until when.
struct PageSuppressed {
  let items: [(finding: Finding, suppression: ReportContext.Suppression)]
  let titles: RuleTitles
  /// What lists all findings.
  let listing: String

  /// How many are listed; the others are counted.
  private static let most = 500

  /// The section; nothing where nothing is suppressed.
  var html: String {
    guard !items.isEmpty else { return "" }
    let left = items.count - Self.most
    return """
      <section aria-labelledby="suppressed">
      <h2 id="suppressed">Suppressed <span class="quiet">\(GroupedDigits.text(items.count, "finding"))</span></h2>
      <p class="quiet">Somebody chose to leave these as they are. They count neither in the numbers above nor in the score.</p>
      <div class="scroll"><table class="stacked"><thead><tr><th scope="col">Finding</th><th scope="col">Resource</th>\
      <th scope="col">Why</th><th scope="col">Who</th><th scope="col">Until</th></tr></thead>
      <tbody>\(items.prefix(Self.most).map(row).joined())</tbody></table></div>
      \(left > 0 ? "<p class=\"quiet\">and \(GroupedDigits.text(left, "more finding")); all of them: <code>\(HTMLText.escaped(listing))</code></p>\n" : "")</section>

      """
  }

  private func row(_ item: (finding: Finding, suppression: ReportContext.Suppression)) -> String {
    let finding = item.finding
    let title =
      titles.ownTitle(of: finding).map { HTMLText.isolated($0) } ?? HTMLText.escaped(titles.title(of: finding))
    let until = item.suppression.expires.map { HTMLText.day($0) } ?? "no end"
    return "<tr><td data-label=\"Finding\">\(PageIcon.badge(finding.severity)) \(title) "
      + "<span class=\"quiet\">\(HTMLText.escaped(finding.rule))</span></td>"
      + "<td data-label=\"Resource\">\(HTMLText.isolated(finding.shownName))"
      + (finding.subKey.map { " <span class=\"quiet\">\(HTMLText.isolated($0))</span>" } ?? "") + "</td>"
      + "<td data-label=\"Why\">\(HTMLText.isolated(item.suppression.reason, most: 2_000))</td>"
      + "<td data-label=\"Who\">\(item.suppression.owner.map { HTMLText.isolated($0) } ?? "not said")</td>"
      + "<td data-label=\"Until\">\(until)</td></tr>\n"
  }
}
