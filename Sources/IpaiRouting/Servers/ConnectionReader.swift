import Foundation
import IpaiCore
import IpaiYAML

/// Reads the `connection` of a server's file.
final class ConnectionReader {
  private let file: FileMapping
  private let variables: VariableExpansion
  /// The first variable that cannot be put in, as an error; nil when there is none.
  private(set) var fault: IpaiError?

  private static let keys = [
    "type", "url", "api_key", "key_header", "headers", "coordinator", "command", "args", "env", "folder", "tls",
  ]
  private static let types = ["http", "streamable_http", "websocket", "stdio", "rest"]

  /// Reads a mapping whose texts may name variables.
  init(_ file: FileMapping, _ variables: VariableExpansion) {
    self.file = file
    self.variables = variables
  }

  /// The connection. Throws `IpaiError(.configuration)` with the file and the line.
  func connection() throws(IpaiError) -> ServerConnection {
    try file.checkKeys(Self.keys)
    var connection = ServerConnection(transport: try transport())
    connection.key = try expandedText("api_key").flatMap { $0.isEmpty ? nil : Secret($0) }
    connection.keyHeader = try keyHeader()
    for entry in try file.textMapping("headers") {
      guard Self.isToken(entry.key) else {
        throw error(entry.line, "'\(entry.key.prefix(80))' is not the name of a header")
      }
      if Self.ownHeaders.contains(entry.key.lowercased()) {
        throw error(entry.line, "the header '\(entry.key)' is set by ipai itself")
      }
      if entry.key.lowercased() == (connection.keyHeader ?? "authorization").lowercased(), connection.key != nil {
        throw error(entry.line, "the header '\(entry.key)' is the one that api_key goes into")
      }
      connection.headers[entry.key] = Secret(expanded(entry.text, entry.line))
    }
    for entry in try file.textMapping("env") {
      connection.environment[entry.key] = Secret(expanded(entry.text, entry.line))
    }
    connection.isCoordinator = try file.flag("coordinator") ?? false
    connection.tls = try tls()
    return connection
  }

  /// The headers that belong to a request as it is sent (RFC 9110, RFC 9112).
  private static let ownHeaders: Set = [
    "content-length", "content-type", "transfer-encoding", "host", "connection", "accept", "expect", "upgrade", "te",
    "trailer", "mcp-session-id", "mcp-protocol-version",
  ]

  /// The keys that are for programs alone, and those that programs have no use for.
  private static let (programKeys, addressKeys) = (
    ["command", "args", "env", "folder"], ["url", "api_key", "key_header", "headers", "tls"]
  )

  /// Throws `IpaiError(.configuration)` for a key that is for another kind of server.
  private func checkKind(isProgram: Bool) throws(IpaiError) {
    for key in isProgram ? Self.addressKeys : Self.programKeys where file.node(key) != nil {
      throw file.error(key, isProgram ? "is not for servers of the type stdio" : "is for servers of the type stdio")
    }
  }

  private func transport() throws(IpaiError) -> ServerConnection.Transport {
    let type = try file.text("type") ?? (file.node("command") == nil ? "http" : "stdio")
    try checkKind(isProgram: type == "stdio")
    switch type {
    case "http", "streamable_http": return .http(try address(["https", "http"]))
    case "websocket": return .websocket(try address(["wss", "ws"]))
    case "rest": return .rest(try address(["https", "http"]))
    case "stdio": return try command()
    default: throw file.error("type", "has to be one of \(Self.types.joined(separator: ", "))")
    }
  }

  private func address(_ schemes: [String]) throws(IpaiError) -> String {
    guard let text = try expandedText("url") else { throw error(file.line, "the connection has no 'url'") }
    // A variable that is missing has been noted; what is left of the address says nothing.
    if fault == nil, let fault = ServerAddress.fault(text, schemes: schemes) { throw file.error("url", fault) }
    return text
  }

  private func command() throws(IpaiError) -> ServerConnection.Transport {
    guard let program = try expandedText("command"), !program.isEmpty else {
      throw error(file.line, "the connection has no 'command'")
    }
    let arguments = try file.textNodes("args").map { expanded($0.text, $0.line) }
    return .command(program: program, arguments: arguments, folder: try expandedText("folder"))
  }

  private func keyHeader() throws(IpaiError) -> String? {
    guard let name = try file.text("key_header") else { return nil }
    guard Self.isToken(name) else { throw file.error("key_header", "is not the name of a header") }
    return name
  }

  private func tls() throws(IpaiError) -> TLSOptions {
    guard let tls = try file.mapping("tls") else { return TLSOptions() }
    try tls.checkKeys(["ca_file", "certificate", "key"])
    func path(_ key: String) throws(IpaiError) -> String? {
      guard let text = try tls.text(key) else { return nil }
      guard !text.isEmpty else { throw tls.error(key, "is empty") }
      return expanded(text, tls.node(key)?.line ?? tls.line)
    }
    let options = TLSOptions(
      authorities: try path("ca_file"), certificate: try path("certificate"), key: try path("key"))
    guard (options.certificate == nil) == (options.key == nil) else {
      throw file.error("tls", "has to have both 'certificate' and 'key', or neither")
    }
    return options
  }

  // MARK: Variables

  private func expandedText(_ key: String) throws(IpaiError) -> String? {
    guard let text = try file.text(key) else { return nil }
    return expanded(text, file.node(key)?.line ?? file.line)
  }

  private func expanded(_ text: String, _ line: Int) -> String {
    do {
      let expanded = try variables.expanded(text)
      if expanded.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
        fault = fault ?? self.error(line, "a text has a line break or another control character")
        return ""
      }
      return expanded
    } catch {
      fault = fault ?? self.error(line, error.problem)
      return ""
    }
  }

  private func error(_ line: Int, _ problem: String) -> IpaiError { FileMapping.error(file.path, line, problem) }

  /// A token (RFC 9110, section 5.6.2).
  private static func isToken(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        guard byte > 0x20, byte < 0x7F else { return false }
        return !"\"(),/:;<=>?@[\\]{}".utf8.contains(byte)
      }
  }
}
