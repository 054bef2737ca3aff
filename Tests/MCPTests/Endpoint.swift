import Foundation
import MCP
import Testing

@testable import mcp_everything

/// The fixtures, or another catalog, behind a Streamable HTTP endpoint without a socket.
struct Endpoint: Sendable {
  let server: Server
  let http: StreamableHTTP

  init(
    _ change: (inout Server.Options) -> Void = { _ in }, transport: StreamableHTTP.Options = .init(),
    offering catalog: Catalog? = nil
  ) async throws {
    var options = Server.Options()
    // Other tests may keep the processor busy for seconds.
    options.patientSeconds = 60
    change(&options)
    let changer = CatalogChanger()
    server = try Server(
      Implementation(name: "everything", version: "1.0.0"), offering: catalog ?? Fixtures.catalog(changer),
      options: options)
    await changer.watch(server)
    http = StreamableHTTP(server, options: transport)
  }

  /// What a client has to accept.
  static let accept = "application/json, text/event-stream"

  /// The usual headers with these added or changed; nil leaves one out.
  static func headers(_ fields: [String: String?] = [:]) -> HTTPHeaders {
    var all: [String: String?] = ["Host": "localhost:8080", "Content-Type": "application/json", "Accept": accept]
    all.merge(fields) { $1 }
    var headers: HTTPHeaders = [:]
    for (name, value) in all.sorted(by: { $0.key < $1.key }) { if let value { headers.add(name, value) } }
    return headers
  }

  /// Posts a message.
  func post(_ body: JSON, _ fields: [String: String?] = [:], as principal: String? = nil) async -> Reply {
    await post(body.encoded, Self.headers(fields), as: principal)
  }

  /// Posts a body with exactly these headers.
  func post(_ body: Data, _ headers: HTTPHeaders = Self.headers(), as principal: String? = nil) async -> Reply {
    Reply(await http.respond(to: HTTPRequest("POST", headers: headers, body: body, principal: principal)))
  }

  /// Sends a request without a body.
  func send(_ method: String, _ fields: [String: String?] = [:], as principal: String? = nil) async -> Reply {
    Reply(await http.respond(to: HTTPRequest(method, headers: Self.headers(fields), principal: principal)))
  }

  // MARK: Stateless

  static let version = "2026-07-28"

  /// Sends a request of 2026-07-28 that is as it should be, except for what the arguments change.
  func call(
    _ method: String, _ params: [String: JSON] = [:], id: JSON = 1, client: JSON = [:], meta: [String: JSON] = [:],
    headers: [String: String?] = [:], as principal: String? = nil
  ) async -> Reply {
    var params = params
    var all: [String: JSON] = [
      "io.modelcontextprotocol/protocolVersion": .string(Self.version),
      "io.modelcontextprotocol/clientCapabilities": client,
    ]
    all.merge(meta) { $1 }
    params["_meta"] = .object(all)
    var fields: [String: String?] = ["MCP-Protocol-Version": Self.version, "Mcp-Method": method]
    if let name = (params["name"] ?? params["uri"] ?? params["taskId"])?.string { fields["Mcp-Name"] = name }
    fields.merge(headers) { $1 }
    return await post(
      ["jsonrpc": "2.0", "id": id, "method": .string(method), "params": .object(params)], fields, as: principal)
  }

  /// Calls a tool in 2026-07-28; `more` are further parameters.
  func tool(
    _ name: String, _ arguments: JSON? = nil, client: JSON = [:], meta: [String: JSON] = [:],
    more: [String: JSON] = [:], headers: [String: String?] = [:], as principal: String? = nil
  ) async -> Reply {
    var params = more
    params["name"] = .string(name)
    if let arguments { params["arguments"] = arguments }
    return await call("tools/call", params, client: client, meta: meta, headers: headers, as: principal)
  }

  // MARK: Sessions

  /// Opens a session.
  func open(_ version: String = "2025-11-25", client: JSON = [:], as principal: String? = nil) async throws
    -> SessionClient
  {
    let reply = await post(
      [
        "jsonrpc": "2.0", "id": 0, "method": "initialize",
        "params": [
          "protocolVersion": .string(version), "capabilities": client,
          "clientInfo": ["name": "test", "version": "1"],
        ],
      ], as: principal)
    let id = try #require(reply.header("Mcp-Session-Id"))
    let agreed = try #require(reply.json?["result"]?["protocolVersion"]?.string)
    let session = SessionClient(endpoint: self, id: id, version: agreed, principal: principal)
    #expect(await session.notify("notifications/initialized").status == 202)
    return session
  }
}
