import Foundation
import IpaiCore
package import IpaiRouting
import IpaiUpstreams
import MCP

/// `route call`: calls a tool of a server.
package enum RouteCallAction: Action {
  /// Which tool, with what.
  package struct Request: ActionRequest {
    package var server = ""
    package var tool = ""
    package var arguments = "{}"
    package var seconds: Double?

    package init() {}
  }

  /// What the tool answered.
  package struct Outcome: Codable, Sendable, Equatable {
    /// The server.
    package var server: String
    /// Its tier; nil when that is not known.
    package var tier: Tier?
    /// What the server calls the tool.
    package var tool: String
    /// Whether the tool failed.
    package var isError: Bool
    /// What the tool says, as text; blocks that are no text are named by their kind.
    package var text: String
    /// The whole result, as the server gave it.
    package var result: AnyJSON

    enum CodingKeys: String, CodingKey {
      case server, tier, tool, text, result
      case isError = "is_error"
    }
  }

  package static let name = ActionName("route", "call")
  package static let effect = Effect.write
  package static let route = Route(.post, "/route/call")
  package static let summary = "Call a tool of a server. It is sent once, unless the tool only reads."
  package static let fields: [Field<Request>] = [
    .required("server", \.server, maxBytes: 200, "The server or alias."),
    .required("tool", \.tool, maxBytes: 1_000, "What the server calls the tool."),
    .text(
      "arguments", \.arguments, minBytes: 2, maxBytes: 4_000_000, "The arguments of the tool, as a JSON object.",
      fallback: "{}"),
    .number("seconds", \.seconds, 1...3_600, fallback: "what the server's file says", "How long the answer may take."),
  ]
  package static var example: Request {
    var request = Request()
    request.server = "odoo-lab"
    request.tool = "search"
    request.arguments = #"{"query":"retry"}"#
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    let server = try services.routingTable().existingServer(request.server)
    let arguments = try arguments(request.arguments)
    if let refusal = server.tools.refusal(of: request.tool) {
      throw IpaiError(.denied, "the tool '\(request.tool)' of '\(server.name)' is not offered: \(refusal)")
    }
    let pins = try await services.toolPins()
    return try await services.withUpstreams([server]) { upstreams in
      guard let upstream = upstreams.all[server.name] else { throw IpaiError(.internal, "the server is not known") }
      return try await call(request, arguments, upstream, pins)
    }
  }

  private static func arguments(_ text: String) throws -> JSON {
    guard let json = try? JSON(parsing: Data(text.utf8)), json.object != nil else {
      throw IpaiError(.usage, "the arguments have to be a JSON object", hint: #"for example '{"query":"retry"}'"#)
    }
    return json
  }

  private static func call(_ request: Request, _ arguments: JSON, _ upstream: Upstream, _ pins: ToolPins) async throws
    -> Outcome
  {
    let server = upstream.server
    var effect = CallEffect.read
    do {
      let listing = try await upstream.lists().tools.first { $0.name == request.tool }
      guard let listing else {
        throw IpaiError(
          .notFound, "the server '\(server.name)' has no tool '\(request.tool)'",
          hint: "see 'ipai route tools --server \(server.name)'")
      }
      let definition = ToolDefinition(listing, of: server.name)
      if let refusal = pins.refusal(of: definition, needsApproval: server.tools.needsApproval) {
        throw IpaiError(
          .denied, "the tool '\(request.tool)' of '\(server.name)' is withheld: \(refusal)",
          hint: "see 'ipai route pins verify --server \(server.name)'")
      }
      effect = server.tools.effect(of: request.tool, annotated: listing.effect)
      var call = UpstreamRequest(
        MethodName.callTool, ["name": .string(request.tool), "arguments": arguments], effect: effect)
      call.seconds = request.seconds
      return outcome(of: request, server, try await upstream.relay(call))
    } catch let failure as UpstreamFailure where failure.outcome == .unknown && effect != .read {
      throw unknown(.unavailable, request, cause: failure.error)
    } catch let failure as UpstreamFailure {
      throw failure.error
    } catch is CancellationError where effect != .read {
      throw unknown(.interrupted, request, cause: nil)
    } catch let error as RPCError {
      throw IpaiError(.conflict, "the server '\(server.name)' refused the call: \(error.message)")
    }
  }

  /// The error of a call that may have changed something.
  private static func unknown(_ code: ErrorCode, _ request: Request, cause: IpaiError?) -> IpaiError {
    IpaiError(
      code, "it is not known whether the call of '\(request.tool)' was done; it was not sent again",
      hint: "find out on the server before you call it again", cause: cause)
  }

  private static func outcome(of request: Request, _ server: RoutedServer, _ result: JSON) -> Outcome {
    let blocks = result["content"]?.array ?? []
    let texts = blocks.map { block in block["text"]?.string ?? "[\(block["type"]?.string ?? "block")]" }
    return Outcome(
      server: server.name, tier: server.tier, tool: request.tool, isError: result["isError"]?.bool ?? false,
      text: texts.joined(separator: "\n"), result: AnyJSON(result))
  }
}
