/// The findings of a page that make a job of CI fail.
struct PageFailing {
  let failing: FailingFindings?
  let titles: RuleTitles

  /// How many are listed; the others are counted.
  private static let most = 500

  /// The section; nothing where nothing makes a job fail.
  var html: String {
    guard let failing, !failing.findings.isEmpty else { return "" }
    let findings = failing.findings.sorted(by: FindingOrder.isBefore)
    let left = findings.count - Self.most
    return """
      <section aria-labelledby="fails">
      <h2 id="fails">\(failing.title) <span class="quiet">\(GroupedDigits.text(findings.count, "finding"))</span></h2>
      <div class="scroll"><table class="stacked"><thead><tr><th scope="col">Finding</th><th scope="col">Resource</th>\
      <th scope="col">Fingerprint</th></tr></thead>
      <tbody>\(findings.prefix(Self.most).map(row).joined())</tbody></table></div>
      \(left > 0 ? "<p class=\"quiet\">and \(GroupedDigits.text(left, "more finding"))</p>\n" : "")</section>

      """
  }

  private func row(_ finding: Finding) -> String {
    let title =
      titles.ownTitle(of: finding).map { HTMLText.isolated($0) } ?? HTMLText.escaped(titles.title(of: finding))
    return "<tr><td data-label=\"Finding\">\(PageIcon.badge(finding.severity)) \(title) "
      + "<span class=\"quiet\">\(HTMLText.escaped(finding.rule))</span></td>"
      + "<td data-label=\"Resource\">\(HTMLText.isolated(finding.shownName))"
      + (finding.subKey.map { " <span class=\"quiet\">\(HTMLText.isolated($0))</span>" } ?? "") + "</td>"
      + "<td data-label=\"Fingerprint\"><code>\(HTMLText.escaped(finding.fingerprint))</code></td></tr>\n"
  }
}
