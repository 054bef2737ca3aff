@testable import IpaiAdvisor
import Testing

struct ShownTextTests {
  @Test(arguments: TestReport.hostileNames)
  func isOneHarmlessLine(_ name: String) {
    let line = ShownText.line(name)
    #expect(!TestReport.isActive(line, lineBreaks: []))
    #expect(!line.contains("DO00ABCDEFGH12345678") && !line.contains("dop_v1_0"))
  }

  @Test func keepsWhatIsHarmless() {
    #expect(ShownText.line("Grüße, 世界! שלום") == "Grüße, 世界! שלום")
    #expect(ShownText.line("DO00ABCDEFGH12345678, dop_v1_0ab and DOMAINS") == "…5678, *** and DOMAINS")
    #expect(ShownText.line("DO00ABCDEFGH123456789") == "DO00ABCDEFGH123456789")
  }

  @Test func hasALimit() {
    #expect(ShownText.line(String(repeating: "a", count: 600)).count == 500)
    #expect(ShownText.line("a" + String(repeating: "\u{301}", count: 100_000)).utf8.count < 10_000)
  }

  @Test(arguments: [
    (0.0, "0.00 USD"), (-12, "-12.00 USD"), (1_234.5, "1,234.50 USD"), (999_999.999, "1,000,000.00 USD"),
  ])
  func groupsTheDigitsOfMoney(_ amount: Double, _ text: String) { #expect(DollarText.text(amount) == text) }
}
