import IpaiCore
import IpaiYAML
import Testing

@testable import IpaiRouting

@Suite struct ServerFileTests {
  @Test func theFormsOfTheOriginalAreRead() throws {
    let lab = try Files.server(Files.lab)
    #expect(lab.name == "odoo-lab")
    #expect(lab.description == "Odoo CE 18.0 lab instance for development and OCA testing")
    #expect(lab.connection.transport == .http("http://localhost:8765"))
    #expect(lab.connection.key == Secret("lab-key"))
    #expect(lab.capabilities.contains("odoo_introspection"))
    #expect(lab.priority == 2)
    #expect(lab.otherKeys.isEmpty)
    let erp = try Files.server(Files.erp)
    #expect(erp.connection.isCoordinator)
    #expect(erp.useCases.first == "finance_ssc")
  }

  @Test func everythingOfOurOwnIsRead() throws {
    let server = try Files.server(
      """
      name: crm
      tier: staging
      connection:
        type: http
        url: https://crm.example.com/mcp
        key_header: X-API-Key
        headers: {X-Tenant: "${TENANT:-main}"}
        tls: {ca_file: /etc/ca.pem, certificate: /etc/me.pem, key: /etc/me.key}
      timeouts: {request_seconds: 2.5, longest_seconds: 60}
      retry: {attempts: 3}
      breaker: {failures: 2, open_seconds: 5}
      rate_limit: {per_minute: 600, at_once: 8}
      tools:
        allow: ["crm_*"]
        deny: [crm_drop]
        effects: {crm_find: read, "crm_*": idempotent}
        needs_approval: true
      query: {tool: crm_ask, argument: text, effect: read}
      health: {path: /health}
      owner: somebody
      """)
    #expect(server.tier == .staging)
    #expect(server.connection.keyHeader == "X-API-Key")
    #expect(server.connection.headers["X-Tenant"] == Secret("main"))
    #expect(server.connection.tls.key == "/etc/me.key")
    #expect(server.connection.healthPath == "/health")
    #expect(server.limits.requestSeconds == 2.5)
    #expect(server.limits.longestSeconds == 60)
    #expect(server.limits.retries == 3)
    #expect(server.limits.breakerFailures == 2)
    #expect(server.limits.breakerSeconds == 5)
    #expect(server.limits.perMinute == 600)
    #expect(server.limits.atOnce == 8)
    #expect(server.tools.refusal(of: "crm_find") == nil)
    #expect(server.tools.refusal(of: "crm_drop") == "tools.deny has 'crm_drop'")
    #expect(server.tools.refusal(of: "other") == "tools.allow does not have it")
    #expect(server.tools.effect(of: "crm_find", annotated: .write) == .read)
    #expect(server.tools.effect(of: "crm_set", annotated: .read) == .idempotent)
    #expect(server.tools.needsApproval)
    #expect(server.query == QueryPolicy(tool: "crm_ask", argument: "text", effect: .read))
    #expect(server.otherKeys.map(\.key) == ["owner"])
  }

  @Test func aProgramIsStarted() throws {
    let server = try Files.server(
      """
      name: files
      connection: {command: npx, args: ["-y", "${PACKAGE}"], env: {TOKEN: "${MCP_LOCAL_API_KEY}"}, folder: /srv}
      """, ["PACKAGE": "server", "MCP_LOCAL_API_KEY": "x"])
    #expect(server.connection.transport == .command(program: "npx", arguments: ["-y", "server"], folder: "/srv"))
    #expect(server.connection.environment["TOKEN"] == Secret("x"))
  }

  @Test(arguments: [
    ("tools: [", "server.yaml:2: is not YAML"),
    ("# nothing", "server.yaml:1: describes no server"),
    ("connection: {url: http://a}", "server.yaml:1: the server has no 'name'"),
    ("name: a", "server.yaml:1: the server 'a' has no 'connection'"),
    ("name: a__b\nconnection: {url: http://a}", "server.yaml:1: 'name' is wrong"),
    ("name: \"\u{430}\"\nconnection: {url: http://a}", "server.yaml:1: 'name' is wrong"),
    ("name: a\nconnection:\n  url: ftp://a", "server.yaml:3: 'url' has to be an address"),
    ("name: a\nconnection:\n  url: http://me:pw@a/", "server.yaml:3: 'url' must not hold a user or a password"),
    ("name: a\nconnection:\n  url: http://a\n  tpye: http", "server.yaml:4: there is no key 'tpye' here"),
    ("name: a\nconnection: {url: http://a}\ntier: production", "server.yaml:3: 'tier' has to be one of dev, lab"),
    (
      "name: a\nconnection: {url: http://a}\ntimeouts: {request_seconds: 0}",
      "server.yaml:3: 'request_seconds' has to be"
    ),
    (
      "name: a\nconnection: {url: http://a}\ntools:\n  effects: {x: maybe}",
      "server.yaml:4: the effect of 'x' has to be"
    ),
    ("name: a\nconnection: {url: http://a, command: b}", "server.yaml:2: 'url' is not for servers of the type stdio"),
    ("name: a\nconnection: {type: stdio}", "server.yaml:2: the connection has no 'command'"),
    ("name: a\nconnection: {url: http://a, headers: {\"X Y\": z}}", "server.yaml:2: 'X Y' is not the name of a header"),
    ("name: a\nconnection: {url: http://a, tls: {key: k}}", "server.yaml:2: 'tls' has to have both"),
    ("name: a\nconnection: {url: http://a}\nhealth: {path: health}", "server.yaml:3: 'path' has to be a path"),
    ("name: a\nconnection: {command: b}\nhealth: {path: /h}", "server.yaml:3: 'health' is not for servers"),
    ("name: a\nconnection: {command: b, api_key: c}", "server.yaml:2: 'api_key' is not for servers"),
    ("name: a\nconnection: {url: http://a, env: {B: c}}", "server.yaml:2: 'env' is for servers"),
    ("name: a\npriority: 1.5\nconnection: {url: http://a}", "server.yaml:2: 'priority' has to be a whole number"),
  ])
  func mistakesAreNamedWithTheirLine(_ text: String, _ message: String) {
    let error = #expect(throws: IpaiError.self) { try Files.server(text) }
    #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
    #expect(error?.code == .configuration)
    #expect(error?.message.contains("pw") != true)
  }

  @Test func aMissingVariableIsNamedAndMakesTheServerUnusable() throws {
    let server = try Files.server(Files.lab, [:])
    #expect(server.fault?.message == "server.yaml:3: the variable MCP_LOCAL_API_KEY is not set")
  }

  @Test func aVariableWithALineBreakIsRefusedWithoutShowingIt() throws {
    let server = try Files.server(Files.lab, ["MCP_LOCAL_API_KEY": "secret\nX-Admin: 1"])
    let message = try #require(server.fault?.message)
    #expect(message.contains("MCP_LOCAL_API_KEY") && message.contains("line break"))
    #expect(!message.contains("secret"))
  }

  @Test(arguments: [
    ("plain", "plain"), ("${A}", "1"), ("x${A}y${B:-2}", "x1y2"), ("$${A}", "${A}"), ("$A", "$A"), ("${C:-}", ""),
    ("${D}", "${A}"),
  ])
  func variablesAreExpandedOnce(_ text: String, _ expanded: String) throws {
    #expect(try VariableExpansion(["A": "1", "D": "${A}"]).expanded(text) == expanded)
  }

  @Test(arguments: ["${", "${A", "${}", "${1}", "${A B}"])
  func whatIsNoVariableIsRefused(_ text: String) {
    #expect(throws: VariableExpansion.Fault.malformed) { try VariableExpansion(["A": "1"]).expanded(text) }
  }

  @Test(arguments: [
    ("a", "a", true), ("a", "ab", false), ("*", "", true), ("a*", "abc", true), ("*c", "abc", true),
    ("a*c", "ac", true), ("a*b*c", "axbxc", true), ("a*b*c", "axcxb", false), ("ab*ba", "aba", false),
    ("**", "x", true),
  ])
  func patternsMatch(_ pattern: String, _ name: String, _ matches: Bool) {
    #expect(NamePattern(pattern).matches(name) == matches)
  }

  @Test func anEndpointWithoutAPathIsThatOfMCP() {
    #expect(ServerAddress.endpoint("http://a:1") == "http://a:1/mcp")
    #expect(ServerAddress.endpoint("http://a/x") == "http://a/x")
    #expect(ServerAddress.base("http://a/mcp/") == "http://a")
    #expect(ServerAddress.base("http://a/x/mcp") == "http://a/x")
  }
}
