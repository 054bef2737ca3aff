import Foundation
import IpaiCore
import Testing

@testable import IpaiRouting

@Suite struct RouteFileTests {
  @Test func everythingIsRead() throws {
    let table = try Files.table(
      """
      aliases: {prod: odoo-erp}
      rules:
        - name: night
          when:
            between: {from: "22:00", to: "06:00", days: [mon, Tue], zone: Asia/Manila}
            tool: "report_*"
          target: prod
          confidence: 0.8
          reason: reports run at night
          fallback: [{target: odoo-lab, up: true}]
        - when:
            - words: [ledger]
            - context: {project: [erp, "erp-*"], user: "*"}
            - capability: rag_search
            - use_case: bir_compliance
            - context_words: Finance SSC
          target: odoo_lab
      default: {target: odoo_lab, confidence: 0.5}
      """)
    #expect(table.rules.map(\.name) == ["night", "rule 2"])
    #expect(table.rules[0].fallback == [.init(target: "odoo-lab", mayGoUp: true)])
    #expect(table.rules[1].alternatives.count == 5)
    #expect(table.rules[1].confidence == 0.9)
    #expect(table.rules[1].place == "routes.yaml:11")
    #expect(table.fallback.target == "odoo_lab")
    #expect(table.fallback.confidence == 0.5)
    #expect(table.server("prod")?.name == "odoo-erp")
    #expect(table.server("odoo_prod")?.tier == .prod)
    #expect(table.names == ["odoo-erp", "odoo-lab", "odoo_lab", "odoo_prod", "prod"])
  }

  @Test(arguments: [
    ("rules: [{target: odoo_lab}]", "routes.yaml:1: the rule 'rule 1' has no 'when'"),
    ("rules: [{when: {}, target: odoo_lab}]", "routes.yaml:1: 'when' asks for nothing"),
    ("rules: [{when: {words: []}, target: odoo_lab}]", "routes.yaml:1: 'when' asks for nothing"),
    ("rules: [{when: {words: \"!\"}, target: odoo_lab}]", "routes.yaml:1: '!' has no letter and no digit"),
    ("rules: [{when: {words: a}}]", "routes.yaml:1: the rule 'rule 1' has no 'target'"),
    ("rules:\n- {when: {words: a}, target: nowhere}", "routes.yaml:2: there is no server 'nowhere'"),
    ("rules:\n- {when: {words: a}, target: odoo_lab, confidence: 2}", "routes.yaml:2: 'confidence' has to be a number"),
    ("rules:\n- {when: {word: a}, target: odoo_lab}", "routes.yaml:2: there is no key 'word' here"),
    (
      "rules:\n- {when: {words: a}, target: odoo_lab, fallback: [odoo-lab]}",
      "routes.yaml:2: the fallbacks of 'rule 1' come back"
    ),
    ("rules:\n- {when: {words: a}, target: odoo_lab, fallback: [odoo_prod, odoo-erp]}", "routes.yaml:2: the fallbacks"),
    (
      "rules:\n- {when: {words: a}, target: odoo_lab, fallback: [{up: true}]}",
      "routes.yaml:2: an element of 'fallback'"
    ),
    ("rules:\n- {when: {between: {from: 8}}, target: odoo_lab}", "routes.yaml:2: 'from' has to be a time"),
    (
      "rules:\n- {when: {between: {days: [mon], zone: Moon}}, target: odoo_lab}",
      "routes.yaml:2: 'zone' is no time zone"
    ),
    ("rules:\n- {when: {between: {days: [any]}}, target: odoo_lab}", "routes.yaml:2: 'any' is no day"),
    (
      "rules:\n- {name: a, when: {words: a}, target: odoo_lab}\n- {name: a, when: {words: b}, target: odoo_lab}",
      "routes.yaml:3: there are two rules"
    ),
    ("aliases: {odoo-lab: odoo-erp}", "routes.yaml:1: there is a server with the name"),
    ("aliases: {a: b, b: a}", "routes.yaml:1: there is no server 'b'"),
    ("default: {target: nowhere}", "routes.yaml:1: there is no server 'nowhere'"),
    ("rules: [{when: [], target: odoo_lab}]", "routes.yaml:1: 'when' has no conditions"),
    ("rules: [{when: {between: {}}, target: odoo_lab}]", "routes.yaml:1: 'between' has neither"),
    (
      "rules: [{when: {between: {from: \"24:00\", to: \"00:00\"}}, target: odoo_lab}]",
      "routes.yaml:1: 'from' is the same"
    ),
    ("rules: [{when: {between: {from: \"8:+5\"}}, target: odoo_lab}]", "routes.yaml:1: 'from' has to be a time"),
    ("rule: []", "routes.yaml:1: there is no key 'rule' here"),
  ])
  func mistakesAreNamedWithTheirLine(_ text: String, _ message: String) {
    let error = #expect(throws: IpaiError.self) { try Files.table(text) }
    #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
  }

  @Test func twoServersOfOneNameAreRefused() {
    let error = #expect(throws: IpaiError.self) { try Files.table(and: [Files.lab]) }
    #expect(error?.message == "two files describe the server 'odoo-lab': server.yaml and server.yaml")
  }

  @Test func rulesThatCanNeverDecideAreWarnedOf() throws {
    let table = try Files.table(
      """
      rules:
        - {name: wide, when: {words: [ledger, journal]}, target: odoo_prod}
        - {name: narrow, when: {words: ledger, tool: x}, target: odoo_lab}
        - {name: other, when: [{words: ledger}, {words: page}], target: odoo_lab}
      """)
    let unreachable = table.warnings.filter { $0.contains("never decides") }
    #expect(
      unreachable == [
        "routes.yaml:3: the rule 'narrow' never decides, because 'wide' before it matches all that it matches"
      ])
  }

  @Test func aServerWithoutATierIsWarnedOf() throws {
    let table = try Files.table(and: ["name: x\nconnection: {url: http://x}\ncolour: red"])
    #expect(
      table.warnings == [
        "routes.yaml says nothing, so that the built-in rules hold",
        "server.yaml: the server 'x' has no tier, so that no server with a tier stands in for it, and it stands in for others in reads only",
        "server.yaml:3: the key 'colour' is not one that ipai knows",
      ])
  }

  @Test(arguments: [
    ("2026-11-27T13:59:00Z", false), ("2026-11-27T14:00:00Z", true), ("2026-11-27T21:59:00Z", true),
    ("2026-11-27T22:00:00Z", false), ("2026-11-28T15:00:00Z", false),
  ])
  func aWindowMayGoOverMidnight(_ time: String, _ isIn: Bool) throws {
    // 22:00 in Manila is 14:00 in UTC; the 27th of November 2026 is a Friday.
    let window = TimeWindow(
      from: 22 * 60, to: 6 * 60, days: [.fri], zone: try #require(TimeZone(identifier: "Asia/Manila")))
    #expect(window.contains(try Date(time, strategy: .iso8601)) == isIn)
  }

  @Test func theEnvironmentNamesServersAndTheDefault() throws {
    let environment = [
      "ODOO_LAB_MCP_URL": "http://lab:1", "ODOO_PROD_MCP_URL": "https://prod", "DEFAULT_TARGET": "odoo_lab",
      "MCP_REMOTE_TOKEN": "t",
    ]
    let files = RoutingFiles(serversFolder: "/nowhere", routesFile: "/nowhere.yaml", environment: environment)
    let table = try files.table()
    #expect(table.server("odoo_lab")?.connection.transport == .http("http://lab:1"))
    #expect(table.server("odoo_prod")?.connection.key == Secret("t"))
    #expect(table.server("odoo_prod")?.tier == .prod)
    #expect(table.fallback.target == "odoo_lab")
    #expect(table.fallback.fallback.isEmpty)
  }

  @Test(arguments: [["DEFAULT_TARGET": "nowhere"], ["ODOO_LAB_MCP_URL": "lab"], ["ODOO_LAB_MCP_URL": "http://a:b@lab"]])
  func aWrongVariableIsRefused(_ environment: [String: String]) {
    let files = RoutingFiles(serversFolder: "/nowhere", routesFile: "/nowhere.yaml", environment: environment)
    #expect(throws: IpaiError.self) { try files.table() }
  }
}
