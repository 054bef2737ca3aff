import Foundation
import IpaiActions
import IpaiCore
import IpaiRouting
import IpaiUpstreams
import MCP

/// A question in plain words on its way to a server, which may speak MCP or the older interface.
struct QuestionCall: Sendable {
  private let coordinator: Coordinator
  private let request: RouteRequest
  private let caller: String?
  private let hops: [String]

  /// The arguments that a question goes into where the server's description names none.
  private static let usualArguments = ["query", "question", "q", "text"]

  /// A question of a caller that has come through these coordinators.
  init(_ coordinator: Coordinator, _ request: RouteRequest, caller: String?, hops: [String]) {
    self.coordinator = coordinator
    self.request = request
    self.caller = caller
    self.hops = hops
  }

  /// Asks a server. `seconds` is how long it may take; nil for what its description says. Throws `CancellationError`.
  func attempt(_ candidate: RouteCandidate, seconds: Double? = nil) async throws -> AttemptResult<JSON> {
    guard let server = candidate.server, let upstream = coordinator.upstreams.all[server.name] else {
      return .failed(.notDone, IpaiError(.internal, "the server is not known"))
    }
    let start = ContinuousClock.now
    var outcome = "cancelled"
    defer {
      coordinator.metrics.note(
        "query", target: server.name, caller: caller, outcome: outcome,
        seconds: (ContinuousClock.now - start) / .seconds(1))
    }
    do {
      let answer = try await answer(of: upstream, candidate, seconds)
      outcome = "ok"
      return .answered(answer)
    } catch let failure as UpstreamFailure {
      outcome = failure.kind.rawValue
      return AttemptResult(failure)
    } catch let error as RPCError {
      outcome = "error"
      return .answered(["error": .string(error.message)])
    }
  }

  private func answer(of upstream: Upstream, _ candidate: RouteCandidate, _ seconds: Double?) async throws -> JSON {
    if upstream.isREST {
      // It may just have been found out to be one.
      guard candidate.effect != .read || upstream.server.query.effect == .read else {
        throw UpstreamFailure(
          server: upstream.server.name, kind: .misconfigured,
          reason: "what it does with a question is not known; say so with 'query.effect' in its file", outcome: .notDone
        )
      }
      let body: JSON = ["query": .string(request.query), "context": request.context]
      return try await upstream.send(
        "POST", "/query", body: body, effect: candidate.effect, seconds: seconds, hops: hops,
        ignoringBreaker: candidate.ignoresBreaker)
    }
    guard let tool = try await catalog(of: upstream).questionTool(of: upstream.server) else {
      throw UpstreamFailure(
        server: upstream.server.name, kind: .misconfigured,
        reason: "it has no tool that takes a question; name one with 'query.tool' in its file", outcome: .notDone)
    }
    // It may just have been found out what it does.
    let isRead = tool.effect == .read || upstream.server.query.effect == .read
    guard isRead || candidate.effect != .read else {
      throw UpstreamFailure(
        server: upstream.server.name, kind: .misconfigured,
        reason: "its tool '\(tool.listing.name)' is not known to read only; say so with 'query.effect' in its file",
        outcome: .notDone)
    }
    var call = UpstreamRequest(
      MethodName.callTool, ["name": .string(tool.listing.name), "arguments": arguments(for: tool, upstream.server)],
      effect: candidate.effect, principal: caller)
    call.seconds = seconds
    call.ignoresBreaker = candidate.ignoresBreaker
    call.hops = hops
    return Self.data(try await upstream.relay(call))
  }

  /// What a server offers. One that has not said so yet is asked; it may be down, which is another failure.
  private func catalog(of upstream: Upstream) async throws -> ExposedCatalog {
    let server = upstream.server
    let known = coordinator.catalog
    if known.toolNames(of: server.name) != nil { return known }
    let lists = try await upstream.lists()
    return ExposedCatalog(
      [server], [server.name: lists], try await coordinator.services.toolPins(),
      hop: coordinator.upstreams.ownHop)
  }

  private func arguments(for tool: ExposedCatalog.ExposedTool, _ server: RoutedServer) -> JSON {
    let properties = tool.listing.inputSchema["properties"]?.object ?? [:]
    let usual = Self.usualArguments.first { properties[$0] != nil }
    var arguments: [String: JSON] = [server.query.argument ?? usual ?? Self.usualArguments[0]: .string(request.query)]
    if properties["context"] != nil, request.context != [:] { arguments["context"] = request.context }
    return .object(arguments)
  }

  /// What a tool answered, as data.
  static func data(_ result: JSON) -> JSON {
    if let structured = result["structuredContent"], result["isError"] != true { return structured }
    let texts = (result["content"]?.array ?? []).compactMap { $0["text"]?.string }
    let text = texts.joined(separator: "\n")
    if result["isError"] == true { return ["error": .string(text)] }
    if texts.count == 1, let json = try? JSON(parsing: Data(text.utf8)), json.object != nil || json.array != nil {
      return json
    }
    return ["text": .string(text)]
  }
}
