import Foundation

/// The addresses of servers.
package enum ServerAddress {
  /// What is wrong with an address of one of these schemes; nil when nothing is.
  static func fault(_ text: String, schemes: [String]) -> String? {
    let expectation = "has to be an address that starts with " + schemes.map { $0 + "://" }.joined(separator: " or ")
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(), schemes.contains(scheme),
      let host = parts.host, !host.isEmpty
    else { return expectation }
    if let port = parts.port, !(1...65_535).contains(port) { return "has no valid port" }
    if parts.user != nil || parts.password != nil {
      return "must not hold a user or a password; use api_key: \"${VARIABLE}\""
    }
    if parts.query != nil || parts.fragment != nil { return "must not have a query or a fragment" }
    return nil
  }

  /// The scheme, host and port of an address, for people.
  static func shown(_ text: String) -> String {
    guard let parts = URLComponents(string: text), let scheme = parts.scheme, let host = parts.host else { return "" }
    return "\(scheme)://\(host)" + (parts.port.map { ":\($0)" } ?? "")
  }

  /// The address of MCP on a server: `/mcp` where the address names no path.
  package static func endpoint(_ text: String) -> String { hasPath(text) ? text : base(text) + "/mcp" }

  /// The address below which everything but MCP is.
  package static func base(_ text: String) -> String {
    var base = text[...]
    while base.hasSuffix("/") { base.removeLast() }
    if base.hasSuffix("/mcp") {
      base.removeLast(4)
    } else if base.hasSuffix("/ws") {
      base.removeLast(3)
    }
    return String(base)
  }

  private static func hasPath(_ text: String) -> Bool { !["", "/"].contains(URLComponents(string: text)?.path ?? "") }
}
