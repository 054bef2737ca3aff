import IpaiCore
import IpaiYAML

@testable import IpaiRouting

/// Files of servers and rules, as texts.
enum Files {
  static let lab = """
    name: odoo-lab
    description: Odoo CE 18.0 lab instance for development and OCA testing
    connection: {type: http, url: "http://localhost:8765", api_key: "${MCP_LOCAL_API_KEY}"}
    capabilities: [skills_registry, rag_search, conversation_memory, commit_embeddings, odoo_introspection]
    priority: 2
    """
  static let erp = """
    name: odoo-erp
    description: Odoo CE 18.0 production ERP for Finance SSC operations
    connection: {type: http, url: "https://mcp.example.net", api_key: "${MCP_REMOTE_TOKEN}", coordinator: true}
    priority: 1
    use_cases: [finance_ssc, multi_employee_ops, bir_compliance, expense_automation, production_support]
    """
  static let keys = ["MCP_LOCAL_API_KEY": "lab-key", "MCP_REMOTE_TOKEN": "erp-key"]

  static func server(_ text: String, _ environment: [String: String] = keys) throws -> RoutedServer {
    try ServerFile("server.yaml", environment: environment).server(Array(text.utf8))
  }

  static func routes(_ text: String) throws -> RouteFile.Contents {
    try RouteFile("routes.yaml").contents(Array(text.utf8))
  }

  /// The lab, production, and what a file of rules says.
  static func table(_ routes: String = "", and others: [String] = []) throws -> RoutingTable {
    try RoutingTable(([lab, erp] + others).map { try server($0) }, self.routes(routes))
  }
}
