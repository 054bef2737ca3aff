import ArgumentParser
import IpaiServer
import MCP

/// The limits of the server, for tests of them.
struct LimitOptions: ParsableArguments {
  @Option(help: "Connections that are open at once.")
  var maxConnections = HTTPLimits().maxConnections

  @Option(help: "The bytes that all bodies, and what is read from them, take at once.")
  var maxBytesInFlight = HTTPLimits().maxBytesInFlight

  @Option(help: "Seconds for the head of a connection's first request.")
  var headSeconds = HTTPLimits().headSeconds

  @Option(help: "Seconds for a body.")
  var bodySeconds = HTTPLimits().bodySeconds

  @Option(help: "Seconds between two requests of a connection.")
  var idleSeconds = HTTPLimits().idleSeconds

  @Option(help: "Seconds in which a client may take nothing of what is sent to it.")
  var writeSeconds = HTTPLimits().writeSeconds

  @Option(help: "Seconds that requests may go on after SIGTERM.")
  var graceSeconds = HTTPLimits().graceSeconds

  @Option(help: "Sessions that are open at once.")
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

  var limits: HTTPLimits {
    var limits = HTTPLimits()
    (limits.maxConnections, limits.maxBytesInFlight) = (maxConnections, maxBytesInFlight)
    (limits.headSeconds, limits.bodySeconds, limits.idleSeconds) = (headSeconds, bodySeconds, idleSeconds)
    (limits.writeSeconds, limits.graceSeconds) = (writeSeconds, graceSeconds)
    return limits
  }

  var transport: StreamableHTTP.Options {
    var options = StreamableHTTP.Options()
    options.maxSessions = maxSessions
    return options
  }
}
