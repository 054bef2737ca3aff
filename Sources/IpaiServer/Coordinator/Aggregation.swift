import Foundation
import IpaiActions
import IpaiCore
import IpaiRouting
import IpaiUpstreams
import MCP

/// The answers of several servers to one question.
struct Aggregation: Sendable {
  /// What came of one server.
  struct Part: Sendable {
    /// The name by which it was asked.
    let target: String
    /// The server and its tier; nil when there is none.
    let server: RoutedServer?
    /// What it answered; nil when it did not.
    let data: JSON?
    /// Why it did not.
    let failure: (kind: String, reason: String)?
    /// How long it took, in milliseconds.
    let milliseconds: Double
  }

  /// The request.
  let request: RouteRequest
  /// The servers, in the order in which they were named.
  let parts: [Part]

  /// Asks all targets of a request at the same time, each with a deadline of its own. Throws `IpaiError(.notFound)` for a target that
  /// there is not.
  /// `isAllowed`: whether the caller may make a call with an effect.
  init(
    _ request: RouteRequest, _ coordinator: Coordinator, _ call: QuestionCall, isAllowed: (CallEffect) -> Bool
  ) async throws {
    self.request = request
    let table = coordinator.router.table
    var seen: Set<String> = []
    let names = request.targets.isEmpty ? table.servers.map(\.name) : request.targets
    let targets = names.filter { seen.insert($0).inserted }
    let states = coordinator.states(tool: nil)
    let candidates = try targets.map { name in
      let question = RouteQuestion(
        request.query, context: ContextEntries.of(request.context), target: name,
        at: coordinator.services.now())
      var candidate = coordinator.router.candidates(for: try coordinator.router.decide(question), question, states)[0]
      if !isAllowed(candidate.effect) { candidate.refusal = RoutedCall.readOnly }
      return candidate
    }
    parts = await ParallelGathering.answers(of: candidates) { candidate in
      let usual = min(
        coordinator.options.aggregateSeconds,
        candidate.server?.limits.requestSeconds ?? coordinator.options.aggregateSeconds)
      return await Self.part(candidate, call, request.seconds ?? usual)
    }
  }

  private static func part(_ candidate: RouteCandidate, _ call: QuestionCall, _ seconds: Double) async -> Part {
    let start = ContinuousClock.now
    var data: JSON?
    var failure: (kind: String, reason: String)?
    if let refusal = candidate.refusal {
      failure = (candidate.state.breaker == .open ? "breaker_open" : "refused", refusal)
    } else {
      do {
        // The deadline of the server's own client may be put off by progress; this one is not.
        let result = try await TimeLimit.run(seconds: seconds) { try await call.attempt(candidate, seconds: seconds) }
        switch result {
        case .answered(let answer): data = answer
        case .leftAlone(let error): failure = ("breaker_open", IpaiError.summary(of: error))
        case .failed(_, let error as UpstreamFailure): failure = (error.kind.rawValue, error.reason)
        case .failed(_, let error): failure = ("unreachable", IpaiError.summary(of: error))
        }
      } catch {
        failure = ("timed_out", "there was no answer within \(seconds) s")
      }
    }
    let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
    return Part(
      target: candidate.target, server: candidate.server, data: data, failure: failure,
      milliseconds: (milliseconds * 10).rounded() / 10)
  }

  /// The answer to the client.
  var json: JSON {
    var results: [String: JSON] = [:]
    var details: [String: JSON] = [:]
    for part in parts {
      results[part.target] = part.data ?? ["error": .string(part.failure?.reason ?? "")]
      details[part.target] = part.json
    }
    let answered = parts.filter { $0.data != nil }
    var aggregation: [String: JSON] = [
      "targets": .array(parts.map { .string($0.target) }), "mode": "parallel",
      "partial": .bool(answered.count < parts.count), "details": .object(details),
    ]
    if let merged = MergedLists(answered.map { ($0.target, $0.data ?? .null) }).json { aggregation["merged"] = merged }
    if request.compares, answered.count == 2 {
      aggregation["differences"] = JSONDifference.list(answered[0].data ?? .null, answered[1].data ?? .null)
    }
    return ["query": .string(request.query), "results": .object(results), "aggregation": .object(aggregation)]
  }
}

extension Aggregation.Part {
  fileprivate var json: JSON {
    var members: [String: JSON] = [
      "status": .string(failure == nil ? "ok" : failure?.kind ?? "refused"), "milliseconds": .number(milliseconds),
    ]
    if let server { members["server"] = .string(server.name) }
    if let tier = server?.tier { members["tier"] = .string(tier.rawValue) }
    if let failure { members["reason"] = .string(failure.reason) }
    return .object(members)
  }
}
