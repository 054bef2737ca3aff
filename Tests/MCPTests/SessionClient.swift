import MCP

/// A client within a session.
struct SessionClient: Sendable {
  let endpoint: Endpoint
  let id: String
  let version: String
  let principal: String?

  /// The headers of each request.
  var fields: [String: String?] { ["Mcp-Session-Id": id, "MCP-Protocol-Version": version] }

  /// Sends a request.
  func call(_ method: String, _ params: JSON = [:], id: JSON = 1, headers: [String: String?] = [:]) async -> Reply {
    await endpoint.post(
      ["jsonrpc": "2.0", "id": id, "method": .string(method), "params": params], fields.merging(headers) { $1 },
      as: principal)
  }

  /// Calls a tool.
  func tool(_ name: String, _ arguments: JSON = [:], id: JSON = 1, meta: JSON = [:]) async -> Reply {
    await call("tools/call", ["name": .string(name), "arguments": arguments, "_meta": meta], id: id)
  }

  /// Sends a notification.
  func notify(_ method: String, _ params: JSON = [:]) async -> Reply {
    await endpoint.post(["jsonrpc": "2.0", "method": .string(method), "params": params], fields, as: principal)
  }

  /// Answers a question of the server's.
  func answer(_ id: JSON?, _ result: JSON) async -> Reply {
    await endpoint.post(["jsonrpc": "2.0", "id": id ?? .null, "result": result], fields, as: principal)
  }

  /// Opens a stream, or comes back to one after an event.
  func listen(after event: String? = nil) async -> Reply {
    await endpoint.send("GET", fields.merging(["Last-Event-ID": event]) { $1 }, as: principal)
  }
}
