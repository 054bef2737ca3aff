import IpaiCore
package import IpaiRouting
import IpaiUpstreams
import MCP

/// `route tools`: the tools of the servers.
package enum RouteToolsAction: Action {
  /// Whose tools.
  package struct Request: ActionRequest {
    package var server: String?

    package init() {}
  }

  /// A tool of a server.
  package struct ListedTool: Codable, Sendable, Equatable {
    /// The server.
    package var server: String
    /// What the server calls it.
    package var tool: String
    /// What the coordinator calls it.
    package var name: String
    /// What calling it does.
    package var effect: CallEffect
    /// The first line of its description.
    package var description: String
    /// Why it is not offered; nil when it is.
    package var withheld: String?
  }

  /// A server that did not say what it has.
  package struct SilentServer: Codable, Sendable, Equatable {
    /// The server.
    package var server: String
    /// Why it did not answer.
    package var failure: String
  }

  /// The tools.
  package struct Outcome: ListOutcome, Equatable {
    /// By server, in the order of the server.
    package var items: [ListedTool]
    /// The servers that did not answer.
    package var silent: [SilentServer]

    enum CodingKeys: String, CodingKey {
      case items = "tools"
      case silent
    }
  }

  package static let name = ActionName("route", "tools")
  package static let effect = Effect.read
  package static let route = Route(.get, "/route/tools")
  package static let summary = "List the tools of the servers, what each does, and which are not offered."
  package static let fields: [Field<Request>] = [
    .text("server", \.server, minBytes: 1, maxBytes: 200, "The server or alias to ask.", fallback: "all servers")
  ]
  package static var example: Request { Request() }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    let (reports, pins) = try await services.toolReports(of: request.server)
    var outcome = Outcome(items: [], silent: [])
    for report in reports {
      if let failure = report.failure { outcome.silent.append(.init(server: report.server.name, failure: failure)) }
      outcome.items += (report.lists?.tools ?? []).map { ListedTool($0, of: report.server, pins) }
    }
    return outcome
  }
}

extension RouteToolsAction.ListedTool {
  /// A tool of a server.
  init(_ tool: ToolListing, of server: RoutedServer, _ pins: ToolPins) {
    let lines = (tool.description ?? "").split(whereSeparator: \.isNewline)
    self.init(
      server: server.name, tool: tool.name, name: ExposedNames.name(server.name, tool.name),
      effect: server.tools.effect(of: tool.name, annotated: tool.effect),
      description: lines.first.map { String($0.prefix(500)) } ?? "",
      withheld: server.tools.refusal(of: tool.name)
        ?? tool.fault
        ?? pins.refusal(of: ToolDefinition(tool, of: server.name), needsApproval: server.tools.needsApproval))
  }
}
