import Foundation
import MCP
import Testing

@testable import mcp_everything

/// The fixtures behind a Streamable HTTP endpoint, without a socket.
struct Endpoint: Sendable {
  let server: Server
  let http: StreamableHTTP

  init(
    _ change: (inout Server.Options) -> Void = { _ in }, transport: StreamableHTTP.Options = .init(),
    offering catalog: Catalog? = nil
  ) async throws {
    var options = Server.Options()
    // Other tests may take the processor for seconds.
    options.patientSeconds = 60
    change(&options)
    let changer = CatalogChanger()
    server = try Server(
      Implementation(name: "everything", version: "1.0.0"), offering: catalog ?? Fixtures.catalog(changer),
      options: options)
    await changer.watch(server)
    http = StreamableHTTP(server, options: transport)
  }

  static let accept = "application/json, text/event-stream"

  static func headers(_ fields: [String: String?] = [:]) -> HTTPHeaders {
    var all: [String: String?] = ["Host": "localhost:8080", "Content-Type": "application/json", "Accept": accept]
    all.merge(fields) { $1 }
    var headers: HTTPHeaders = [:]
    for (name, value) in all.sorted(by: { $0.key < $1.key }) { if let value { headers.add(name, value) } }
    return headers
  }

  func post(_ body: JSON, _ fields: [String: String?] = [:], as principal: String? = nil) async -> Reply {
    await post(body.encoded, Self.headers(fields), as: principal)
  }

  func post(_ body: Data, _ headers: HTTPHeaders = Self.headers(), as principal: String? = nil) async -> Reply {
    Reply(await http.respond(to: HTTPRequest("POST", headers: headers, body: body, principal: principal)))
  }

  func send(_ method: String, _ fields: [String: String?] = [:], as principal: String? = nil) async -> Reply {
    Reply(await http.respond(to: HTTPRequest(method, headers: Self.headers(fields), principal: principal)))
  }

  // MARK: Stateless

  static let version = "2026-07-28"

  /// A request of 2026-07-28 as it should be, but for what is given otherwise.
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

/// A client within a session.
struct SessionClient: Sendable {
  let endpoint: Endpoint
  let id: String
  let version: String
  let principal: String?

  var fields: [String: String?] { ["Mcp-Session-Id": id, "MCP-Protocol-Version": version] }

  func call(_ method: String, _ params: JSON = [:], id: JSON = 1, headers: [String: String?] = [:]) async -> Reply {
    await endpoint.post(
      ["jsonrpc": "2.0", "id": id, "method": .string(method), "params": params], fields.merging(headers) { $1 },
      as: principal)
  }

  func tool(_ name: String, _ arguments: JSON = [:], id: JSON = 1, meta: JSON = [:]) async -> Reply {
    await call("tools/call", ["name": .string(name), "arguments": arguments, "_meta": meta], id: id)
  }

  func notify(_ method: String, _ params: JSON = [:]) async -> Reply {
    await endpoint.post(["jsonrpc": "2.0", "method": .string(method), "params": params], fields, as: principal)
  }

  func answer(_ id: JSON?, _ result: JSON) async -> Reply {
    await endpoint.post(["jsonrpc": "2.0", "id": id ?? .null, "result": result], fields, as: principal)
  }

  func listen(after event: String? = nil) async -> Reply {
    await endpoint.send("GET", fields.merging(["Last-Event-ID": event]) { $1 }, as: principal)
  }
}

/// A response, whose events are read one by one.
final class Reply {
  private(set) var response: HTTPResponse
  private var rest: AsyncThrowingStream<Data, any Error>.AsyncIterator?

  init(_ response: HTTPResponse) {
    self.response = response
    if case .events(let events) = response.body { rest = events.makeAsyncIterator() }
  }

  var status: Int { response.status }
  var isStream: Bool { rest != nil }
  func header(_ name: String) -> String? { response.headers[name].first }

  /// The body, where it is one object.
  var json: JSON? {
    if case .data(let data) = response.body { try? JSON(parsing: data) } else { nil }
  }

  var isEmpty: Bool { if case .data(let data) = response.body { data.isEmpty } else { false } }
  var error: JSON? { json?["error"] }
  var code: Int? { error?["code"]?.integer }

  struct Event {
    var id: String?
    var retry: Int?
    var name: String?
    var data: String?
    var json: JSON? { data.flatMap { try? JSON(parsing: Data($0.utf8)) } }
  }

  /// The next event that is no comment; nil at the end.
  func next() async -> Event? {
    while let data = try? await rest?.next() {
      let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
      guard !lines.allSatisfy({ $0.hasPrefix(":") }) else { continue }
      var event = Event()
      for line in lines {
        let value = line.drop { $0 != ":" }.dropFirst(2)
        if line.hasPrefix("id:") { event.id = String(value) }
        if line.hasPrefix("retry:") { event.retry = Int(value) }
        if line.hasPrefix("event:") { event.name = String(value) }
        if line.hasPrefix("data:") { event.data = String(value) }
      }
      return event
    }
    return nil
  }

  /// All messages of the stream to its end.
  func messages() async -> [JSON] {
    var messages: [JSON] = []
    while let event = await next() { if let json = event.json { messages.append(json) } }
    return messages
  }

  /// The response's result, from an object or the end of a stream.
  func result() async -> JSON? { isStream ? await messages().last?["result"] : json?["result"] }

  func text() async -> String? { await result()?["content"]?.array?.first?["text"]?.string }

  /// Goes away, as a client does that closes its connection.
  func leave() {
    rest = nil
    response.body = .data(Data())
  }
}
