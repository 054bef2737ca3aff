package import IpaiCore
import IpaiRouting
import IpaiUpstreams
import MCP

/// `route pins verify`: whether the approved tools are as they were.
package enum RoutePinsVerifyAction: Action {
  /// Whose tools.
  package struct Request: ActionRequest {
    package var server: String?

    package init() {}
  }

  /// What became of a tool.
  package enum State: String, Codable, CaseIterable, Sendable {
    /// It is as it was approved.
    case same
    /// Its description or its schema has changed.
    case changed
    /// It was approved, and the server has it no more.
    case gone
    /// Nobody has approved it.
    case new
  }

  /// A tool.
  package struct Pin: Codable, Sendable, Equatable {
    /// The server.
    package var server: String
    /// What the server calls it.
    package var tool: String
    /// What became of it.
    package var state: State
    /// When it was approved; nil when nobody has.
    package var approved: Timestamp?
    /// The lines that differ from what was approved; empty when none do.
    package var difference: String
  }

  /// The tools.
  package struct Outcome: ListOutcome, Equatable {
    /// By server and name.
    package var items: [Pin]
    /// The servers that did not answer.
    package var silent: [RouteToolsAction.SilentServer]

    enum CodingKeys: String, CodingKey {
      case items = "tools"
      case silent
    }
  }

  package static let name = ActionName("route pins", "verify")
  package static let effect = Effect.read
  package static let route = Route(.get, "/route/pins")
  package static let summary =
    "Compare the tools of the servers with those that were approved, and show what has changed."
  package static let fields: [Field<Request>] = [
    .text("server", \.server, minBytes: 1, maxBytes: 200, "The server or alias to ask.", fallback: "all servers")
  ]
  package static var example: Request { Request() }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    let (reports, pins) = try await services.toolReports(of: request.server)
    var outcome = Outcome(items: [], silent: [])
    for report in reports {
      if let failure = report.failure {
        outcome.silent.append(.init(server: report.server.name, failure: failure))
      } else {
        outcome.items += states(report.server.name, report.lists?.tools ?? [], pins)
      }
    }
    return outcome
  }

  private static func states(_ server: String, _ tools: [ToolListing], _ pins: ToolPins) -> [Pin] {
    var states = tools.map { tool in
      let definition = ToolDefinition(tool, of: server)
      guard let pin = pins.pin(server, tool.name) else {
        return Pin(server: server, tool: tool.name, state: .new, approved: nil, difference: "")
      }
      let difference = pin.difference(to: definition)
      return Pin(
        server: server, tool: tool.name, state: difference.isEmpty ? .same : .changed, approved: pin.approved,
        difference: difference)
    }
    let names = Set(tools.map(\.name))
    for pin in pins.pins(of: server) where !names.contains(pin.definition.tool) {
      states.append(
        Pin(server: server, tool: pin.definition.tool, state: .gone, approved: pin.approved, difference: ""))
    }
    return states.sorted { $0.tool < $1.tool }
  }
}
