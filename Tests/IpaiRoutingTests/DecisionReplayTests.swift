import Foundation
import IpaiCore
import Testing

@testable import IpaiRouting

@Suite struct DecisionReplayTests {
  private static let time = Date(timeIntervalSince1970: 1_795_000_000)

  private func record(_ query: String, _ routes: String = "", target: String? = nil) throws -> DecisionRecord {
    let table = try Files.table(routes)
    let question = RouteQuestion(
      query, context: [.init("project", "erp-1")], target: target, tool: "t_1", at: Self.time)
    return DecisionRecord(try Router(table).decide(question), question, effect: .read, table)
  }

  @Test func aRecordHasNothingOfWhatWasAsked() throws {
    let text = String(decoding: try JSONEncoder().encode(record("secret migration of the OCA")), as: UTF8.self)
    #expect(text.contains("words:oca") && text.contains("words:migration"))
    #expect(!text.contains("secret") && !text.contains("erp-1"))
  }

  @Test func theSameRulesDecideTheSame() throws {
    for query in ["migration", "finance-ssc", "x", "OCA and finance ssc"] {
      #expect(try DecisionReplay(Files.table()).change(record(query), line: 1) == nil)
    }
  }

  @Test func otherRulesDecideOtherwise() throws {
    let routes = "rules: [{name: new, when: {words: migration}, target: odoo_prod}]"
    let change = try #require(try DecisionReplay(Files.table(routes)).change(record("migration"), line: 7))
    #expect(
      change.newTarget == "odoo_prod" && change.newRule == "new" && change.rule == "development" && change.line == 7)
    #expect(try DecisionReplay(Files.table(routes)).change(record("migration", target: "odoo-lab"), line: 1) == nil)
  }

  @Test func whatTheLogDoesNotHaveIsNamed() throws {
    let routes = "rules: [{when: {words: [ledger, migration]}, target: odoo_prod}]"
    let change = try #require(try DecisionReplay(Files.table(routes)).change(record("testing"), line: 1))
    #expect(change.newTarget == nil && change.missing == ["words:ledger"])
  }

  @Test func conditionsOfAllKindsAreReplayed() throws {
    let routes = """
      rules:
        - when: {context: {project: "erp-*"}, tool: "t_*", between: {from: "00:00"}}
          target: odoo_lab
      """
    let made = try record("x", routes)
    #expect(made.has == ["context:project=erp-*", "tool:t_*"])
    #expect(try DecisionReplay(Files.table(routes)).change(made, line: 1) == nil)
    let change = try DecisionReplay(Files.table("rules: [{when: {tool: \"t_*\"}, target: odoo_prod}]")).change(
      made, line: 1)
    #expect(change?.newTarget == "odoo_prod")
  }
}
