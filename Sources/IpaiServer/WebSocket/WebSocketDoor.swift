import HTTPTypes
import IpaiAccess
import MCP

/// Decides which connections may become WebSockets, and what they are served.
package struct WebSocketDoor: Sendable {
  /// A client that may come in.
  struct Guest: Sendable {
    /// Who it is.
    let caller: Caller
    /// What serves it.
    let server: Server
    /// The header fields with which it came.
    let fields: HTTPFields
  }

  /// The paths of WebSockets. Old workspaces name none.
  static let paths: Set = ["/ws", "/"]
  /// The protocol that clients ask for (the WebSocket transport of the MCP SDK for Python, 1.x).
  static let subprotocol = "mcp"

  private let gate: Gatekeeper
  private let origins: OriginPolicy
  private let endpoints: Endpoints

  /// A door to these endpoints.
  init(_ gate: Gatekeeper, _ origins: OriginPolicy, _ endpoints: Endpoints) {
    self.gate = gate
    self.origins = origins
    self.endpoints = endpoints
  }

  /// The client that asks for a WebSocket with these header fields; nil for one that may not have it.
  func admit(_ fields: HTTPFields) async -> Guest? {
    var headers: HTTPHeaders = [:]
    for field in fields { headers.add(field.name.rawName, field.value) }
    guard origins.fault(headers) == nil, let caller = await gate.socketCaller(fields),
      let server = endpoints.server(for: caller)
    else { return nil }
    return Guest(caller: caller, server: server, fields: fields)
  }

  /// True as long as a guest would be let in again: its key may be revoked or expire while it is here.
  func isWelcome(_ guest: Guest) async -> Bool { await gate.socketCaller(guest.fields) == guest.caller }

  /// Waits until the caller may send another message.
  func waitForTurn(_ caller: Caller) async { await gate.waitForTurn(caller) }

  /// The bytes that messages may take.
  var budget: ByteBudget { endpoints.budget }
}
