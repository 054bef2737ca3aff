import Foundation
import IpaiCore
import Testing

@testable import IpaiRouting

@Suite struct RouterTests {
  private static let time = Date(timeIntervalSince1970: 1_795_000_000)

  private func explain(
    _ query: String, _ context: [(String, String)] = [], target: String? = nil, tool: String? = nil,
    effect: CallEffect? = nil, routes: String = "", states: [String: ServerState] = [:]
  ) throws -> RouteExplanation {
    let question = RouteQuestion(
      query, context: context.map { .init($0.0, $0.1) }, target: target, tool: tool, effect: effect, at: Self.time)
    return try Router(Files.table(routes)).explain(question, states)
  }

  private static var down: ServerState {
    var state = ServerState()
    state.health = .down
    return state
  }

  @Test(arguments: [
    ("close the books of finance-ssc", "odoo_prod", 0.95), ("plan the migration", "odoo_lab", 0.90),
    ("which OCA modules?", "odoo_lab", 0.90), ("local sales", "odoo_prod", 0.75),
    ("immigration forms", "odoo_prod", 0.75),
    ("attesting documents", "odoo_prod", 0.75), ("", "odoo_prod", 0.75),
    ("the migration of finance-ssc", "odoo_prod", 0.95),
  ])
  func theBuiltInRulesDecide(_ query: String, _ target: String, _ confidence: Double) throws {
    let decision = try explain(query).decision
    #expect(decision.target == target)
    #expect(decision.confidence == confidence)
  }

  @Test(arguments: [[("finance-ssc", "true")], [("team", "Finance SSC")], [("a.finance-ssc", "x")]])
  func theContextCounts(_ context: [(String, String)]) throws {
    let explanation = try explain("hello", context)
    #expect(explanation.decision.rule == "finance")
    #expect(explanation.rules[0].why[0].contains("«"))
  }

  @Test func anExplicitTargetComesFirst() throws {
    let explanation = try explain("migration", target: "odoo-erp")
    #expect(explanation.decision.target == "odoo-erp")
    #expect(explanation.decision.confidence == 1)
    #expect(explanation.decision.source == .explicit)
    #expect(explanation.rules.map(\.decided) == [false, false])
    #expect(explanation.rules.map(\.matched) == [false, true])
    #expect(explanation.fallback.count == 1)
  }

  @Test func anUnknownTargetIsRefused() {
    let error = #expect(throws: IpaiError.self) { try explain("x", target: "odoo_dev") }
    #expect(error?.code == .notFound)
    #expect(error?.hint == "the targets are odoo-erp, odoo-lab, odoo_lab, odoo_prod")
  }

  @Test func everyRuleSaysWhy() throws {
    let rules = try explain("run the OCA tests").rules
    #expect(rules.map(\.matched) == [false, true])
    #expect(
      rules[0].why == [
        "the context has none of the words 'finance-ssc'", "the query has none of the words 'finance-ssc'",
      ])
    #expect(rules[1].why == ["the query has run the «OCA» tests"])
  }

  // MARK: Failover

  @Test func developmentNeverGoesUpToProduction() throws {
    let explanation = try explain(
      "migration", effect: .read,
      routes: "rules: [{when: {words: migration}, target: odoo_lab, fallback: [odoo_prod]}]",
      states: ["odoo-lab": Self.down])
    #expect(explanation.decision.answeredBy == nil)
    #expect(explanation.decision.refusal == "it does not answer")
    #expect(explanation.fallback[1].reason == "prod is above lab, and the rule does not allow going up")
  }

  @Test func aRuleMayAllowGoingUpByName() throws {
    let explanation = try explain(
      "migration", effect: .read,
      routes: "rules: [{when: {words: migration}, target: odoo_lab, fallback: [{target: odoo_prod, up: true}]}]",
      states: ["odoo-lab": Self.down])
    #expect(explanation.decision.answeredBy == "odoo-erp")
  }

  @Test func financeIsNotAnsweredByTheLab() throws {
    let explanation = try explain("finance-ssc", effect: .read, states: ["odoo-erp": Self.down])
    #expect(explanation.decision.answeredBy == nil)
    #expect(explanation.fallback.count == 1)
  }

  @Test func aReadMayGoDownAndIsMarked() throws {
    let explanation = try explain("local sales", effect: .read, states: ["odoo-erp": Self.down])
    #expect(explanation.decision.answeredBy == "odoo-lab")
    #expect(explanation.decision.tier == .lab)
    #expect(explanation.fallback[1].reason == "its answer is marked with the tier lab")
  }

  @Test(arguments: [CallEffect.idempotent, .write])
  func aWriteNeverGoesDown(_ effect: CallEffect) throws {
    let explanation = try explain("local sales", effect: effect, states: ["odoo-erp": Self.down])
    #expect(explanation.decision.answeredBy == nil)
    #expect(explanation.fallback[1].reason == "lab is below prod, where it stands in for reads only")
  }

  @Test func aToolOfUnknownEffectIsAWrite() throws {
    let explanation = try explain("", tool: "create_invoice", states: ["odoo-erp": Self.down])
    #expect(explanation.decision.effect == .write)
    #expect(explanation.decision.answeredBy == nil)
  }

  @Test func allDownIsSaid() throws {
    let explanation = try explain("local sales", states: ["odoo-erp": Self.down, "odoo-lab": Self.down])
    #expect(explanation.decision.answeredBy == nil)
    #expect(explanation.fallback.map(\.reason) == ["it does not answer", "it does not answer"])
  }

  @Test func anOpenBreakerIsSaid() throws {
    var state = ServerState()
    state.breaker = .open
    state.retrySeconds = 3.2
    let explanation = try explain("local sales", states: ["odoo-erp": state])
    #expect(explanation.fallback[0].reason == "its breaker is open for another 4 s")
    #expect(explanation.candidates[0].retrySeconds == 4)
  }

  @Test func aServerOfUnknownTierStandsInForReadsAlone() throws {
    let routes = "rules: [{when: {words: x}, target: odoo_prod, fallback: [y]}]"
    for (effect, isAllowed) in [(CallEffect.read, true), (.write, false)] {
      let question = RouteQuestion("x", effect: effect, at: Self.time)
      let table = try Files.table(routes, and: ["name: y\nconnection: {url: http://y}"])
      let explanation = try Router(table).explain(question)
      #expect(explanation.fallback[1].allowed == isAllowed)
    }
  }

  @Test func nothingGoesUpFromAServerOfUnknownTier() throws {
    let routes = "rules: [{when: {words: x}, target: y, fallback: [odoo_prod]}]"
    let table = try Files.table(routes, and: ["name: y\nconnection: {url: http://y}"])
    let explanation = try Router(table).explain(RouteQuestion("x", effect: .read, at: Self.time))
    #expect(explanation.fallback[1].reason == "prod may be above the tier of the target, which is not known")
  }

  @Test func aNeedRefusesServersThatDoNotDeclareIt() throws {
    let explanation = try explain("x", [("capability", "rag_search")], effect: .read)
    #expect(
      explanation.fallback.map(\.reason) == [
        "it does not declare the capability 'rag_search'", "its answer is marked with the tier lab",
      ])
    #expect(explanation.decision.answeredBy == "odoo-lab")
  }

  @Test func aQuestionToAServerOfTheOlderKindMayWrite() throws {
    let question = RouteQuestion("x", target: "old", at: Self.time)
    let table = try Files.table(and: ["name: old\nconnection: {type: rest, url: http://old}"])
    #expect(try Router(table).explain(question).decision.effect == .write)
  }

  @Test func theSameQuestionHasTheSameAnswer() throws {
    let first = try explain("migration", [("b", "2"), ("a", "1")])
    for _ in 0..<20 { #expect(try explain("migration", [("b", "2"), ("a", "1")]) == first) }
  }

  @Test func aHugeQueryIsRouted() throws {
    #expect(try explain(String(repeating: "local ", count: 17_000) + "OCA").decision.target == "odoo_lab")
  }
}
