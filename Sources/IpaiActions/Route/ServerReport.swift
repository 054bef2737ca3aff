import Foundation
import IpaiCore
import IpaiRouting
import IpaiUpstreams
import MCP

/// What came of asking a server whether it answers.
struct ServerReport: Sendable {
  /// The server.
  let server: RoutedServer
  /// How long it took, in milliseconds.
  let milliseconds: Double
  /// What it offers; nil when it was not asked for that, or did not answer.
  let lists: UpstreamLists?
  /// Why it did not answer; nil when it did.
  let failure: String?

  /// The reports of servers, in their order, which are asked at the same time. `tools`: whether they are asked what they offer.
  static func reports(of servers: [RoutedServer], _ upstreams: Upstreams, tools: Bool) async -> [ServerReport] {
    await ParallelGathering.answers(of: servers) { server in
      await report(server, upstreams.all[server.name], tools: tools)
    }
  }

  private static func report(_ server: RoutedServer, _ upstream: Upstream?, tools: Bool) async -> ServerReport {
    let start = ContinuousClock.now
    var lists: UpstreamLists?
    var failure: String?
    do {
      guard let upstream else { throw IpaiError(.internal, "the server is not known") }
      lists = try await TimeLimit.run(seconds: server.limits.probeSeconds) {
        if tools { return try await upstream.lists() }
        try await upstream.probe()
        return nil
      }
    } catch {
      failure = reason(error)
    }
    let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
    return ServerReport(
      server: server, milliseconds: (milliseconds * 10).rounded() / 10, lists: lists, failure: failure)
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case let failure as UpstreamFailure: failure.reason
    case let error as RPCError: error.message
    case ClientError.timedOut: "there was no answer in time"
    default: IpaiError.summary(of: error)
    }
  }

  /// What is known of the server by this. `tool`: the tool that a question is about.
  func state(tool: String?) -> ServerState {
    var state = ServerState()
    state.health = failure == nil ? .up : .down
    state.failure = failure
    if let tools = lists?.tools {
      state.tools = Set(tools.map(\.name))
      let names = tool.map { [$0] } ?? server.query.toolNames
      let called = names.lazy.compactMap { name in tools.first { $0.name == name } }.first
      state.effect = called.map { server.tools.effect(of: $0.name, annotated: $0.effect) }
    }
    return state
  }
}
