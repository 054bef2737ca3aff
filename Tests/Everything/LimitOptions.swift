import ArgumentParser
import IpaiServer
import MCP

/// The limits of the server, so that they can be tested.
struct LimitOptions: ParsableArguments {
  @Option(help: "How many connections may be open.")
  var maxConnections = HTTPLimits().maxConnections

  @Option(help: "How many bytes all bodies, and what is read from them, may take at the same time.")
  var maxBytesInFlight = HTTPLimits().maxBytesInFlight

  @Option(help: "How many seconds the head of a connection's first request may take.")
  var headSeconds = HTTPLimits().headSeconds

  @Option(help: "How many seconds a body may take.")
  var bodySeconds = HTTPLimits().bodySeconds

  @Option(help: "How many seconds may pass between two requests of a connection.")
  var idleSeconds = HTTPLimits().idleSeconds

  @Option(help: "How many seconds a client may take nothing of what is sent to it.")
  var writeSeconds = HTTPLimits().writeSeconds

  @Option(help: "How many seconds requests may go on after SIGTERM.")
  var graceSeconds = HTTPLimits().graceSeconds

  @Option(help: "How many sessions may be open.")
  var maxSessions = StreamableHTTP.Options().maxSessions

  @Option(help: "What clients have to send as \"Authorization: Bearer …\"; without this, anybody is served.")
  var token: String?

  /// Lets in whoever has the token.
  func authenticate(_ headers: HTTPHeaders) -> MCPResponder.Access {
    guard let token else { return .granted(principal: nil) }
    guard headers["Authorization"] == ["Bearer \(token)"] else {
      return .refused(HTTPResponse(401, headers: ["WWW-Authenticate": "Bearer"]))
    }
    return .granted(principal: "holder of the token")
  }

  /// The limits of the HTTP server.
  var limits: HTTPLimits {
    var limits = HTTPLimits()
    limits.maxConnections = maxConnections
    limits.maxBytesInFlight = maxBytesInFlight
    limits.headSeconds = headSeconds
    limits.bodySeconds = bodySeconds
    limits.idleSeconds = idleSeconds
    limits.writeSeconds = writeSeconds
    limits.graceSeconds = graceSeconds
    return limits
  }

  /// The limits of the transport.
  var transport: StreamableHTTP.Options {
    var options = StreamableHTTP.Options()
    options.maxSessions = maxSessions
    return options
  }
}
