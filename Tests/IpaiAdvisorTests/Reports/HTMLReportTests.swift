import Crypto
import Foundation
@testable import IpaiAdvisor
import Testing

struct HTMLReportTests {
  private static func page(_ assessment: Assessment, account: String = "Team Shop") -> String {
    HTMLReport.text(assessment, TestReport.context(assessment, account: account), rules: TestReport.rules)
  }

  /// The tags of a page, whose names and attributes are ours.
  private static func tags(_ page: String) -> Set<Substring> {
    Set(page.matches(of: /<([a-zA-Z!\/][^\s>]*)/).map(\.output.1))
  }

  @Test func saysWhatThereIs() {
    let page = Self.page(TestReport.assessment)
    for text in [
      "1,082.50 <small>USD</small>", "12,990.00 USD a year", "Firewall opens all ports to the internet",
      "24.00 (size.price_monthly)",
      "doctl compute droplet delete 3", "<span class=\"label\">irreversible</span>", "needs downtime",
      "the token lacks project:read", "its actions were not read", "first seen", "Team Shop",
      "Cost has the most of 9 findings: 4, of which 1 high, 1 medium, 2 low.",
    ] { #expect(page.contains(text), "\(text)") }
  }

  @Test func loadsAndRunsNothing() throws {
    for assessment in [TestReport.assessment, TestReport.hostile, Assessment()] {
      let page = Self.page(assessment)
      let tags = Self.tags(page)
      #expect(tags.isDisjoint(with: ["script", "img", "link", "iframe", "object", "embed", "form", "base", "video"]))
      #expect(!page.contains("url(") && !page.contains("@import") && !page.contains(" style="))
      #expect(page.matches(of: /<[a-z0-9]+[^>]* (?:src|on[a-z]+|srcset|action)=/).isEmpty)
      for match in page.matches(of: /href="([^"]*)"/) {
        #expect(match.output.1.hasPrefix("#") || match.output.1.hasPrefix("https://docs.digitalocean.com/"))
      }
    }
  }

  @Test func thePolicyAllowsTheStyleSheetAlone() throws {
    let page = Self.page(TestReport.assessment)
    let style = try #require(page.firstMatch(of: /(?s)<style>(.*)<\/style>/)).output.1
    let digest = Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()
    #expect(
      page.contains("content=\"default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'\"")
    )
    for query in [
      "prefers-color-scheme:dark", "prefers-reduced-motion:reduce){*,*::before,*::after{transition:none",
      "forced-colors:active",
    ] {
      #expect(style.contains(query))
    }
  }

  @Test func hostileNamesAreText() throws {
    let plain = Self.tags(Self.page(TestReport.assessment))
    let page = Self.page(TestReport.hostile, account: "<script>\u{202E}\"'&")
    #expect(Self.tags(page).subtracting(["br"]).isSubset(of: plain), "\(Self.tags(page).subtracting(plain))")
    #expect(!TestReport.isActive(page))
    #expect(!page.contains("DO00ABCDEFGH12345678") && !page.contains("dop_v1_0"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
  }

  /// What XML wants is what a reader of HTML needs to see the same tree.
  @Test(arguments: [TestReport.assessment, TestReport.hostile, Assessment()])
  func everyElementIsClosed(_ assessment: Assessment) {
    let empty: Set<Substring> = ["meta", "br", "!DOCTYPE"]
    var open: [Substring] = []
    for match in Self.page(assessment).matches(of: /<(\/?)([a-zA-Z!][a-zA-Z0-9]*)[^>]*?(\/?)>/) {
      let name = match.output.2
      if !match.output.3.isEmpty || empty.contains(name) { continue }
      if match.output.1.isEmpty { open.append(name) } else { #expect(open.popLast() == name) }
    }
    #expect(open.isEmpty)
  }

  @Test func chartsHaveASentenceAndATable() {
    let page = Self.page(TestReport.assessment)
    let figures = page.matches(of: /(?s)<figure>.*?<\/figure>/).map { String($0.output) }
    #expect(figures.count == 3)
    for figure in figures {
      #expect(figure.contains("role=\"img\" aria-labelledby=") && figure.contains("<details><summary>Show as a table"))
      #expect(figure.contains("<caption>") && figure.contains("<th scope=\"row\">"))
    }
  }

  @Test func showsTheScoreByCategory() throws {
    let score = TestReport.score(TestReport.assessment)
    let overall = NumberText.text(try #require(score.overall), digits: 1)
    let page = Self.page(TestReport.assessment)
    #expect(page.contains("<h2>Score</h2><p class=\"number\">\(overall) <small>of 100</small>"))
    #expect(page.contains("\(overall) of 100, the mean of 3 scores. Fixing “"))
    for category in score.categories {
      let value = category.value.map { NumberText.text($0, digits: 1) } ?? "–"
      #expect(page.contains("<th scope=\"row\">\(category.category.title)</th><td class=\"amount\">\(value)</td>"))
    }
    #expect(!HTMLReport.text(TestReport.assessment, TestReport.context(), rules: TestReport.rules).contains("of 100"))
  }

  @Test func listsWhatIsSuppressedAndWhy() {
    let context = TestReport.context(TestReport.assessment, suppressed: TestReport.suppressions)
    let page = HTMLReport.text(TestReport.assessment, context, rules: TestReport.rules)
    #expect(page.contains("<a href=\"#suppressed\">Suppressed 2</a>") && page.contains("and 2 suppressed"))
    for text in [
      "<bdi>The network behind it is closed.</bdi>", "<bdi>ops@example.com</bdi>", ">2027-01-01</time>",
      "<bdi>Kept for the migration in December</bdi>", "not said", "no end",
    ] { #expect(page.contains(text), "\(text)") }
    #expect(page.matches(of: /<article>/).count == TestReport.assessment.findings.count - 2)
    #expect(!Self.page(TestReport.assessment).contains("id=\"suppressed\""))
  }

  @Test func whatSomebodyWroteIsTextToo() {
    let names = TestReport.hostileNames
    let suppressions = zip(TestReport.hostile.findings, names).map { finding, name in
      (finding.fingerprint, ReportContext.Suppression(reason: name, owner: name))
    }
    let context = TestReport.context(
      TestReport.hostile, suppressed: Dictionary(suppressions, uniquingKeysWith: { first, _ in first }))
    let page = HTMLReport.text(TestReport.hostile, context, rules: TestReport.rules)
    #expect(!TestReport.isActive(page) && !page.contains("<script") && !page.contains("dop_v1_0"))
  }

  @Test func isStillAPageWithTenThousandFindings() {
    let rules = TestReport.rules.map(\.id)
    let findings = (0..<10_000).map {
      TestReport.finding(rules[$0 % rules.count], String($0), name: "name-\($0)", saving: Double($0 % 7))
    }
    let assessment = Assessment(
      findings: findings, tallies: TestReport.rules.map { RuleTally(rule: $0.id, failed: 2_000) })
    let page = Self.page(assessment)
    #expect(page.matches(of: /<article>/).count == 5 * PageFindings.mostOfRule)
    #expect(
      page.matches(of: /and 1,950 more findings of this rule; all of them: <code>--rule [A-Z0-9-]+ --format jsonl/)
        .count == 5)
    #expect(page.utf8.count < 2_000_000)
  }

  @Test func anAccountWithoutFindingsSaysSo() {
    #expect(Self.page(Assessment()).contains("No rule could be judged."))
    #expect(Self.page(Assessment(tallies: [RuleTally(rule: "DO-COST-001", passed: 3)])).contains("found nothing to do"))
  }
}

/// Writes pages to look at, where a folder is given.
struct HTMLReportSamples {
  private static let folder = ProcessInfo.processInfo.environment["IPAI_SAMPLES"]

  @Test(.enabled(if: folder != nil)) func writesPages() throws {
    let folder = URL(filePath: try #require(Self.folder))
    let many = (0..<10_000).map {
      TestReport.finding(TestReport.rules[$0 % 5].id, String($0), name: "name-\($0)", saving: Double($0 % 97))
    }
    let tallies = TestReport.rules.map { RuleTally(rule: $0.id, failed: 2_000) }
    let samples = [
      "all": TestReport.assessment, "hostile": TestReport.hostile, "none": Assessment(),
      "many": Assessment(findings: many, tallies: tallies),
    ]
    for (name, assessment) in samples {
      let context = TestReport.context(
        assessment, suppressed: name == "all" ? TestReport.suppressions : [:])
      let page = HTMLReport.text(assessment, context, rules: TestReport.rules)
      try Data(page.utf8).write(to: folder.appending(path: name + ".html"))
      try SARIFReport.json(assessment, context, rules: TestReport.rules).write(
        to: folder.appending(path: name + ".sarif"))
      let markdown = MarkdownReport.text(assessment, context, rules: TestReport.rules)
      try Data(markdown.utf8).write(to: folder.appending(path: name + ".md"))
      try Data(CSVReport.text(assessment, context).utf8).write(to: folder.appending(path: name + ".csv"))
    }
  }
}
