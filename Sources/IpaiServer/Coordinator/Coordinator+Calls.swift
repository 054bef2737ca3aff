import IpaiRouting
import IpaiUpstreams
import Logging
import MCP

extension Coordinator {
  /// What a server answered: a result, or an error of its own.
  typealias ServerAnswer = Result<[String: JSON], RPCError>

  /// Sends a call to one server.
  ///
  /// `params`: with the names that the server knows. Throws `CancellationError`, and what asks a stateless client.
  func attempt(_ call: ServerCall, _ params: [String: JSON], on candidate: RouteCandidate) async throws
    -> AttemptResult<ServerAnswer>
  {
    guard let server = candidate.server, let upstream = upstreams.all[server.name] else {
      return .failed(.notDone, NoServer())
    }
    let start = ContinuousClock.now
    var outcome = "cancelled"
    defer {
      metrics.note(
        call.method, target: server.name, caller: call.context.principal, outcome: outcome,
        seconds: (ContinuousClock.now - start) / .seconds(1))
    }
    do {
      let result = try await ConversationWithServer(call, params, upstream, candidate, parked).result()
      outcome = result["isError"] == true ? "error" : "ok"
      return .answered(.success(ResourceAddress.exposed(in: result, of: server.name)))
    } catch let error as RPCError {
      outcome = "error"
      return .answered(.failure(error))
    } catch let failure as UpstreamFailure {
      outcome = failure.kind.rawValue
      return AttemptResult(failure)
    } catch is CancellationError where candidate.effect != .read {
      // When the coordinator ends, the caller is still there, and has to know that the call may have been done.
      return .failed(
        .unknown,
        UpstreamFailure(
          server: server.name, kind: .closed, reason: "the call was given up before the server answered",
          outcome: .unknown))
    } catch {
      // A stateless client is asked by an error that passes through.
      if !(error is CancellationError) { outcome = "asked" }
      throw error
    }
  }

  private struct NoServer: Error {}
}
