import IpaiCore
import IpaiRouting
import IpaiUpstreams
import MCP

extension Coordinator {
  /// Reads a path of a server's older interface, which ipai has as well.
  func fetch(_ path: String, _ hops: [String], _ candidate: RouteCandidate, caller: String?) async throws
    -> AttemptResult<JSON>
  {
    guard let server = candidate.server, let upstream = upstreams.all[server.name] else {
      return .failed(.notDone, IpaiError(.internal, "the server is not known"))
    }
    let start = ContinuousClock.now
    var outcome = "cancelled"
    defer {
      metrics.note(
        "GET " + path.prefix { $0 != "?" }, target: server.name, caller: caller, outcome: outcome,
        seconds: (ContinuousClock.now - start) / .seconds(1))
    }
    do {
      let answer = try await upstream.send(
        "GET", path, body: nil, effect: .read, seconds: nil, hops: hops,
        ignoringBreaker: candidate.ignoresBreaker)
      outcome = "ok"
      return .answered(answer)
    } catch let failure as UpstreamFailure {
      outcome = failure.kind.rawValue
      return AttemptResult(failure)
    }
  }
}
