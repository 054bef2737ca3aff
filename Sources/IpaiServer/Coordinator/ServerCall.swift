import Foundation
import IpaiRouting
import IpaiUpstreams
import MCP

/// A request of a client's on its way through the coordinator.
struct ServerCall: Sendable {
  /// The method, such as `tools/call`.
  let method: String
  /// Its parameters, without the names that differ from server to server.
  let params: [String: JSON]
  /// The client's side.
  let context: RequestContext
  /// Tells the call apart from others, in logs and errors.
  let operation = UUID().uuidString.lowercased()

  /// The coordinators that the request has come through.
  var hops: [String] { (context.meta?[Upstream.hopsKey]?.array ?? []).compactMap(\.string) }

  /// Whether nothing is remembered between two requests of the client.
  var isStateless: Bool { ProtocolVersion.stateless.contains(context.version) }

  /// Whether the client has said which log messages it wants, as it can in a revision without sessions.
  var wantsLogs: Bool { context.meta?["io.modelcontextprotocol/logLevel"] != nil }

  /// Whether the client can be asked, for servers that ask while they work on the call.
  var mayBeAsked: Bool {
    let client = context.client
    return client.elicitationForm || client.elicitationURL || client.sampling || client.roots
  }
}
