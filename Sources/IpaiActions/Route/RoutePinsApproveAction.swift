package import IpaiAccess
import IpaiCore
import IpaiRouting
import IpaiUpstreams
import MCP

/// `route pins approve`: notes that tools may be used as they are now.
package enum RoutePinsApproveAction: Action {
  /// Which tools.
  package struct Request: ActionRequest {
    package var server = ""
    package var tools: [String] = []

    package init() {}
  }

  /// What was approved.
  package struct Outcome: Codable, Sendable, Equatable {
    /// The server.
    package var server: String
    /// The tools that are approved now, and were not, or not like this.
    package var approved: [String]
    /// The tools that the server has no more, whose approval was forgotten.
    package var forgotten: [String]
  }

  package static let name = ActionName("route pins", "approve")
  package static let effect = Effect.idempotent
  package static let scope = AccessScope.admin
  package static let route = Route(.post, "/route/pins/approve")
  package static let summary = "Approve tools of a server as they are now; one that changes later is withheld."
  package static let fields: [Field<Request>] = [
    .required("server", \.server, maxBytes: 200, "The server or alias."),
    .texts("tools", \.tools, maxCount: 10_000, maxBytes: 1_000, "The tools to approve.", fallback: "all of them"),
  ]
  package static var example: Request {
    var request = Request()
    request.server = "odoo-lab"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    let server = try services.routingTable().existingServer(request.server)
    let report = try await services.toolReports(of: server.name).reports[0]
    if let failure = report.failure {
      throw IpaiError(.unavailable, "the server '\(server.name)' does not say which tools it has: \(failure)")
    }
    let lists = report.lists ?? UpstreamLists()
    let names = Set(lists.tools.map(\.name))
    if let missing = request.tools.first(where: { !names.contains($0) }) {
      throw IpaiError(
        .notFound, "the server '\(server.name)' has no tool '\(missing)'",
        hint: "see 'ipai route tools --server \(server.name)'")
    }
    let wanted = request.tools.isEmpty ? names : Set(request.tools)
    let definitions = lists.tools.filter { wanted.contains($0.name) }.map { ToolDefinition($0, of: server.name) }
    let now = Timestamp(services.now())
    return try await services.working { _ in
      let store = try services.toolPinStore()
      let pins = try await store.all()
      let changed = definitions.filter { pins.pin($0.server, $0.tool)?.definition != $0 }
      let gone =
        request.tools.isEmpty ? pins.pins(of: server.name).map(\.definition.tool).filter { !names.contains($0) } : []
      try await store.approve(changed, at: now)
      try await store.forget(gone, of: server.name)
      return Outcome(server: server.name, approved: changed.map(\.tool).sorted(), forgotten: gone)
    }
  }
}
