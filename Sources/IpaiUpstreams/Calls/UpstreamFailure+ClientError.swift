import IpaiRouting
import MCP

extension UpstreamFailure {
  /// The failure that an error of the client is. `mayHaveArrived`: whether the server may have worked on the call.
  init(_ error: ClientError, of server: String, mayHaveArrived: Bool) {
    let outcome: AttemptOutcome = mayHaveArrived ? .unknown : .notDone
    self.init(server: server, kind: .unreachable, reason: "", outcome: outcome)
    if case .refused(let status) = error { self.status = status }
    switch error {
    case .unreachable(let reason): self.reason = reason
    case .timedOut(let seconds): (kind, reason) = (.timedOut, "there was no answer within \(Self.text(seconds)) s")
    case .unauthorized(let status, _): (kind, reason) = (.unauthorized, "it refused the key (HTTP \(status))")
    case .refused(let status) where (300..<400).contains(status):
      (kind, reason) = (.refused, "it points to another address (HTTP \(status)), which is not followed")
    case .refused(let status) where status < 500:
      (kind, reason, ending) = (.refused, "it answered with HTTP \(status)", .answered)
    case .refused(let status): (kind, reason) = (.refused, "it answered with HTTP \(status)")
    // A gateway whose server is gone says this too.
    case .busy(nil) where mayHaveArrived: (kind, reason) = (.refused, "it answered with HTTP 503")
    case .busy(let seconds): (kind, reason, retrySeconds) = (.limited, "it has too much to do", seconds)
    case .invalidResponse(let fault): (kind, reason) = (.invalidAnswer, fault)
    case .unsupportedVersion(let served):
      let versions = served.isEmpty ? "none that it names" : served.joined(separator: ", ")
      (kind, reason) = (.invalidAnswer, "it speaks no common revision of MCP: \(versions)")
    case .unanswerable(let fault): (kind, reason, ending) = (.invalidAnswer, fault, .answered)
    case .taskCancelled: (kind, reason, ending) = (.invalidAnswer, "its task was cancelled", .answered)
    case .closed: (kind, reason) = (.closed, "the connection was closed")
    }
  }

  private static func text(_ seconds: Double) -> String { Int(exactly: seconds).map(String.init) ?? String(seconds) }
}
