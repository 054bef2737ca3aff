import IpaiCore
import IpaiRouting
import IpaiUpstreams
import MCP

/// Why no server answered a request, for people and for programs.
struct RouteRefusal: Error, Sendable {
  /// What is known of a server.
  struct ServerPart: Sendable {
    let server: String
    let reason: String
    let kind: String
    let breaker: BreakerState
    let retrySeconds: Double?
  }

  /// Tells the request apart from others.
  let operation: String
  /// Whether a server may have done the work.
  let mayBeDone: Bool
  /// The servers, in the order in which they were to be tried.
  let servers: [ServerPart]

  /// The refusal of a call that may have been done.
  init(unknown attempt: FailoverRun<some Sendable>.Attempt, _ operation: String) {
    self.operation = operation
    mayBeDone = true
    servers = [Self.part(attempt.server, attempt.error)]
  }

  /// The refusal of a call that has certainly not been done.
  init(refused candidates: [RouteCandidate], _ attempts: [(server: String, error: any Error)], _ operation: String) {
    self.operation = operation
    mayBeDone = false
    servers = candidates.map { candidate in
      let name = candidate.server?.name ?? candidate.target
      if let attempt = attempts.last(where: { $0.server == name }) { return Self.part(name, attempt.error) }
      let state = candidate.state
      return ServerPart(
        server: name, reason: candidate.refusal ?? "it was not tried",
        kind: state.breaker == .open ? "breaker_open" : "refused", breaker: state.breaker,
        retrySeconds: state.breaker == .open ? state.retrySeconds : nil)
    }
  }

  private static func part(_ server: String, _ error: any Error) -> ServerPart {
    guard let failure = error as? UpstreamFailure else {
      return ServerPart(
        server: server, reason: IpaiError.summary(of: error), kind: "unreachable", breaker: .closed, retrySeconds: nil)
    }
    return ServerPart(
      server: server, reason: failure.reason, kind: failure.kind.rawValue, breaker: failure.breaker,
      retrySeconds: failure.retrySeconds)
  }

  /// After how many seconds it makes sense to try again; nil when nobody knows, and for a call that may have been done.
  var retrySeconds: Int? {
    mayBeDone ? nil : servers.compactMap(\.retrySeconds).min().map { max(1, Int($0.rounded(.up))) }
  }

  /// What happened, in sentences.
  var message: String {
    let reasons = servers.map { "\($0.server): \($0.reason)" }.joined(separator: "; ")
    if mayBeDone {
      return "it is not known whether the call was done; it was not sent again (operation \(operation)): \(reasons)"
    }
    return "no server answered; nothing was done (operation \(operation)): \(reasons)"
  }

  /// The refusal for programs.
  var json: JSON {
    let parts: [JSON] = servers.map { part in
      var members: [String: JSON] = [
        "server": .string(part.server), "error": .string(part.kind), "reason": .string(part.reason),
        "breaker": .string(part.breaker.rawValue),
      ]
      if let seconds = part.retrySeconds, !mayBeDone {
        members["retry_after_seconds"] = .integer(max(1, Int(seconds.rounded(.up))))
      }
      return .object(members)
    }
    return [
      "operation": .string(operation), "outcome": .string(mayBeDone ? "unknown" : "not_done"), "servers": .array(parts),
    ]
  }

  /// Where results and errors carry the refusal for programs.
  private static let key = "ipai/error"

  /// The refusal as the result of a tool, which a model gets to see.
  var toolResult: [String: JSON] {
    var members = ToolResult.failure(advice).members
    members["_meta"] = [Self.key: json]
    return members
  }

  private var advice: String {
    guard let seconds = retrySeconds else { return message }
    return message + "\ntry again in \(seconds) s"
  }

  /// The refusal as an error of JSON-RPC.
  var rpcError: RPCError { RPCError(RPCError.Code.internal, advice, data: [Self.key: json]) }

  /// The refusal as an error of ipai.
  var error: IpaiError {
    IpaiError(.unavailable, message, hint: retrySeconds.map { "try again in \($0) s" })
  }
}
