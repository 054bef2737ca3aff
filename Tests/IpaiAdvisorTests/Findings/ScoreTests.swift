import Foundation
import IpaiAdvisor
import IpaiCore
import Testing

/// The score of an account, and what fixing something does to it.
struct ScoreTests {
  private static let rules = [
    rule("DO-COST-901", .cost, .medium), rule("DO-COST-902", .cost, .high), rule("DO-SEC-901", .security, .critical),
    rule("DO-OPS-901", .operations, .low), rule("DO-REL-901", .reliability, .info),
    rule("DO-REL-902", .reliability, .high), rule("DO-PERF-901", .performance, .medium),
  ]

  /// What is said about an account by no rule.
  fileprivate static let nothing = Judge([]).assess(AccountView(AccountFacts(readAt: FactTime(Timestamp(seconds: 0)))))

  @Test func isHundredWhenAllPasses() throws {
    let score = try score([.init("DO-COST-901", passed: [10, 1]), .init("DO-SEC-901", passed: [1])])
    #expect(score.overall == 100)
    #expect(score.categories.map(\.value) == [100, 100, nil, nil, nil])
  }

  @Test func isZeroWhenAllFailsForNinetyDays() throws {
    for days in [90, 91, 4000] {
      let score = try score([
        .init("DO-COST-901", failed: [10, 1], days: days), .init("DO-SEC-901", failed: [1], days: days),
      ])
      #expect(score.overall == 0)
    }
    #expect(try score([.init("DO-COST-901", failed: [10], days: 0)]).overall == 33.3)
    #expect(try score([.init("DO-COST-901", failed: [10], days: 45)]).overall == 16.7)
  }

  @Test func isHundredAgainWhenTheOnlyFindingIsSuppressed() throws {
    let scan = Scan("DO-COST-901", passed: [10], failed: [30], days: 5)
    #expect(try score([scan]).overall ?? 100 < 60)
    let suppressed = try score([scan], suppressed: ["DO-COST-901 30.0 0"])
    #expect(suppressed.overall == 100)
    #expect(suppressed.categories[0].rules[0].suppressed == 1)
    #expect(try score([Scan("DO-COST-901", failed: [30])], suppressed: ["DO-COST-901 30.0 0"]).overall == nil)
  }

  @Test func whatWasNotJudgedChangesNothing() throws {
    let scan = Scan("DO-COST-901", passed: [10], failed: [30], days: 5)
    var more = scan
    more.notAssessed = 7
    let other = Scan("DO-SEC-901", notAssessed: 3)
    #expect(try score([scan]).overall == score([more, other]).overall)
    #expect(try score([more, other]).categories.map(\.value) == score([scan]).categories.map(\.value))
  }

  /// The example of Azure's manual: cost 73, reliability 85, operational excellence 77 and performance 100.
  @Test func isTheMeanOfTheCategories() throws {
    let score = try score([
      .init("DO-COST-901", passed: [59.5], failed: [27]), .init("DO-REL-902", passed: [77.5], failed: [15]),
      .init("DO-OPS-901", passed: [65.5], failed: [23]), .init("DO-PERF-901", passed: [4]),
    ])
    #expect(score.categories.map(\.value) == [73, nil, 85, 100, 77])
    #expect(score.overall == 83.8)
    #expect(score.size == 271.5)
  }

  @Test func aNoteWeighsNothing() throws {
    #expect(try score([.init("DO-REL-901", failed: [5])]).overall == nil)
    #expect(try score([.init("DO-REL-901", failed: [5]), .init("DO-COST-901", passed: [1])]).overall == 100)
  }

  @Test func whatIsFreeCountsAsOne() throws {
    let score = try score([.init("DO-SEC-901", passed: [1], failed: [0], days: 0)])
    #expect(score.categories[1].value == 60)
  }

  @Test func accountsCountByTheirSize() throws {
    let large = try score([.init("DO-COST-901", passed: [90])])
    let small = try score([.init("DO-COST-901", failed: [10], days: 90)])
    #expect(try Score.overall([large, small, score([])]) == 90)
  }

  @Test func aFindingThatWasSeenLaterThanNowIsNew() throws {
    let assessment = try Scan("DO-COST-901", failed: [10]).assessment()
    let score = Score(
      assessment, firstSeen: ["DO-COST-901 10.0 0": Timestamp(seconds: 99)], now: Timestamp(seconds: 5),
      rules: Self.rules)
    #expect(score.categories[0].rules[0].losses[0].days == 0)
  }

  /// Whatever is found: the scores stay in their range, and fixing all that fails a rule raises them by what was said.
  @Test func fixingARuleRaisesTheScoreByWhatItSays() throws {
    var random = Dice(state: 3)
    for _ in 0..<200 {
      let scans = Self.rules.map { rule in
        Scan(
          rule.id, passed: random.sizes(), failed: random.sizes(), days: random.next(120),
          notAssessed: random.next(3))
      }
      let now = try score(scans)
      #expect((0...100).contains(now.overall ?? 0))
      for (index, scan) in scans.enumerated() where !scan.failed.isEmpty {
        var fixed = scans
        fixed[index].passed += scan.failed
        fixed[index].failed = []
        let after = try score(fixed)
        let said = now.categories.flatMap(\.rules).first { $0.rule == scan.rule }
        #expect(Self.near((after.overall ?? 0) - (now.overall ?? 0), said?.overallIncrease))
        #expect(said?.overallIncrease ?? -1 >= 0)
        let place = now.categories.firstIndex { $0.category == said?.category } ?? 0
        #expect(
          Self.near((after.categories[place].value ?? 0) - (now.categories[place].value ?? 0), said?.categoryIncrease))
      }
    }
  }

  @Test func explainsItselfWithItsNumbers() throws {
    let score = try score([
      .init("DO-COST-901", passed: [40], failed: [30], days: 45, notAssessed: 2), .init("DO-SEC-901", passed: [1]),
    ])
    #expect(
      score.explanation.prefix(5) == [
        "Overall: 78 = (Cost 55.9 + Security 100) / 2",
        "Cost: 55.9 = 100 × (1 - 112.5 / 255)",
        "  DO-COST-901: 112.5 of 255 = 3 × (40 passed + 1.5 × 30 failed), 2 not assessed; fixed: +44.1 in the category, +22 over all",
        "    112.5 = 3 × 1.25 × 30: do:droplet:30.0, 45 days open",
        "Security: 100 = 100 × (1 - 0 / 10)",
      ])
  }

  @Test func explainsManyFindingsInFewLines() throws {
    let score = try score([.init("DO-COST-901", failed: Array(repeating: 2, count: 300))])
    #expect(score.explanation.contains("    1770 by 295 more"))
    #expect(score.explanation.count < 20)
  }

  /// What is said of a category and of a rule is what fixing them does.
  @Test func theSummarySaysWhatCategoriesAndRulesWouldGain() throws {
    let scans: [Scan] = [
      .init("DO-COST-901", passed: [40], failed: [30]), .init("DO-COST-902", failed: [10]),
      .init("DO-SEC-901", passed: [1]),
    ]
    let now = try score(scans)
    let summary = ScoreSummary(now)
    #expect(summary.overall == now.overall)
    #expect(summary.categories.map(\.value) == now.categories.map(\.value))
    #expect(summary.categories.map(\.increase).filter { $0 != 0 } == [summary.categories[0].increase])
    let fixed = try score([.init("DO-COST-901", passed: [40, 30]), .init("DO-COST-902", passed: [10]), scans[2]])
    #expect(Self.near((fixed.overall ?? 0) - (now.overall ?? 0), summary.categories[0].increase))
    #expect(Set(summary.rules.map(\.rule)) == ["DO-COST-901", "DO-COST-902"])
    #expect(summary.rules[0].increase >= summary.rules[1].increase && summary.rules[1].increase > 0)
    #expect(try JSONDecoder().decode(ScoreSummary.self, from: JSONEncoder().encode(summary)) == summary)
  }

  @Test func keepsWhatItIsThroughJSON() throws {
    let score = try score([.init("DO-COST-901", passed: [40], failed: [30], days: 45)])
    #expect(try JSONDecoder().decode(Score.self, from: JSONEncoder().encode(score)) == score)
  }

  private static func near(_ left: Double, _ right: Double?) -> Bool { abs(left - (right ?? .infinity)) < 1e-6 }

  private static func rule(_ id: String, _ category: RuleCategory, _ severity: Severity) -> Rule {
    Rule(
      id, category, severity, .quick, title: id, why: "", condition: "", guards: "", subjects: [], references: []
    ) { _ in [] }
  }

  /// The resources of these tests are called by what they cost.

  private func score(_ scans: [Scan], suppressed: Set<String> = []) throws -> Score {
    var assessment = Self.nothing
    var firstSeen: [String: Timestamp] = [:]
    let now = Timestamp(seconds: 2_000_000_000)
    for scan in scans {
      let one = try scan.assessment()
      assessment.tallies += one.tallies
      assessment.findings += one.findings
      for finding in one.findings {
        firstSeen[finding.fingerprint] = Timestamp(seconds: now.seconds - Int64(scan.days) * 86_400)
      }
    }
    return Score(
      assessment, firstSeen: firstSeen, now: now, suppressed: suppressed, rules: Self.rules)
  }
}

/// What a rule said about resources of some sizes.
private struct Scan {
  var rule: String
  var passed: [Double]
  var failed: [Double]
  var days: Int
  var notAssessed: Int

  init(_ rule: String, passed: [Double] = [], failed: [Double] = [], days: Int = 0, notAssessed: Int = 0) {
    self.rule = rule
    self.passed = passed
    self.failed = failed
    self.days = days
    self.notAssessed = notAssessed
  }

  /// What a judge would have said.
  func assessment() throws -> Assessment {
    let tally = """
      {"rule":"\(rule)","passed":\(passed.count),"failed":\(failed.count),"not_assessed":\(notAssessed),
       "passed_size":\(passed.reduce(0) { $0 + max(1, $1) })}
      """
    var assessment = ScoreTests.nothing
    assessment.tallies = [try JSONDecoder().decode(RuleTally.self, from: Data(tally.utf8))]
    assessment.findings = try failed.enumerated().map { try finding($1, $0) }
    return assessment
  }

  private func finding(_ size: Double, _ index: Int) throws -> Finding {
    let text = """
      {"fingerprint":"\(rule) \(size) \(index)","rule":"\(rule)","category":"cost","severity":"low","effort":"quick",
       "title":"t","urn":"do:droplet:\(size)","name":"n","price":\(size),"evidence":[],"fix":[]}
      """
    return try JSONDecoder().decode(Finding.self, from: Data(text.utf8))
  }
}

/// Numbers that are the same in every run.
private struct Dice {
  var state: UInt64

  mutating func next(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }

  /// Up to four sizes, some of which are of what is free.
  mutating func sizes() -> [Double] { (0..<next(5)).map { _ in Double(next(200)) } }
}
