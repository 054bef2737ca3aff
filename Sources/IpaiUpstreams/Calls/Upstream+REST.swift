import Foundation
package import IpaiRouting
package import MCP
import Synchronization

/// The older interface of a server, without MCP.
extension Upstream {
  /// Sends a request to a path, and returns the JSON that is answered.
  ///
  /// `path`: with its query. `seconds`: how long it may take; nil for what the server's description says. `hops`: the coordinators
  /// that the request has come through. Throws `UpstreamFailure`, `CancellationError`.
  package func send(
    _ method: String, _ path: String, body: JSON?, effect: CallEffect, seconds: Double?, hops: [String],
    ignoringBreaker: Bool = false
  ) async throws -> JSON {
    try check(hops)
    if case .command = server.connection.transport {
      throw UpstreamFailure(
        server: server.name, kind: .misconfigured, reason: "it is a program, which has no paths", outcome: .notDone)
    }
    return try await guarded(effect: effect, seconds: seconds, ignoringBreaker: ignoringBreaker) { [self] delivery in
      let via = (hops + [ownHop]).map { "1.1 \($0)" }.joined(separator: ", ")
      let (status, data) = try await transports.send(
        method, path, to: server, body: body?.encoded ?? Data(), seconds: seconds ?? server.limits.requestSeconds,
        headers: [("Accept", "application/json"), ("Via", via)], delivery)
      switch status {
      case 200..<300:
        guard let json = try? JSON(parsing: data) else { throw ClientError.invalidResponse("the answer is not JSON") }
        return json
      case 401, 403: throw ClientError.unauthorized(status: status, challenge: nil)
      case 429: throw ClientError.busy(retryAfterSeconds: nil)
      case let status where Self.unprocessed.contains(status):
        var failure = UpstreamFailure(ClientError.refused(status: status), of: server.name, mayHaveArrived: false)
        failure.ending = .answered
        throw failure
      default: throw ClientError.refused(status: status)
      }
    }
  }

  /// The statuses with which a server says that it has not worked on a request (RFC 9110, section 15).
  private static let unprocessed: Set = [400, 404, 405, 406, 410, 411, 413, 414, 415, 422, 426, 431]

  /// Finds out whether a server that has no MCP has the older interface, and remembers that it does.
  func findsREST() async -> Bool {
    guard case .http = server.connection.transport else { return false }
    let answers = (try? await transports.checkHealth(server, seconds: server.limits.probeSeconds)) != nil
    if answers { restFound.store(true, ordering: .relaxed) }
    return answers
  }
}
