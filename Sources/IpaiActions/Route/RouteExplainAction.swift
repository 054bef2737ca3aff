import Foundation
import IpaiCore
package import IpaiRouting
import IpaiUpstreams

/// `route explain`: where a request would go, and why.
package enum RouteExplainAction: Action {
  /// The request that is to be routed.
  package struct Request: ActionRequest {
    package var query = ""
    package var context: [String] = []
    package var target: String?
    package var tool: String?
    package var effect: CallEffect?
    package var at: String?
    package var offline = false

    package init() {}
  }

  package static let name = ActionName("route", "explain")
  package static let effect = Effect.read
  package static let route = Route(.get, "/route/explain")
  package static let summary = "Say where a request would go, by which rule, and which servers could answer instead."
  package static let fields: [Field<Request>] = [
    .text("query", \.query, maxBytes: 1_000_000, "What is asked, in plain words."),
    .texts(
      "context", \.context, maxCount: 1_000, maxBytes: 100_000,
      "What is known about the request, as KEY=VALUE, such as team=finance-ssc."),
    .text("target", \.target, minBytes: 1, maxBytes: 200, "The server or alias that the caller names."),
    .text("tool", \.tool, minBytes: 1, maxBytes: 1_000, "The tool that would be called."),
    .choice(
      "effect", \.effect, fallback: "what the server's file says, or else read for a question and write for a tool",
      "What the call does, which decides where it may go when the target does not answer."),
    .date("at", \.at, "The time of the request, for rules that ask for it."),
    .flag("offline", \.offline, "Do not ask the servers whether they answer."),
  ]
  package static var example: Request {
    var request = Request()
    request.query = "plan the migration of the OCA modules"
    request.offline = true
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> RouteExplanation {
    let time =
      try request.at.map {
        Date(timeIntervalSince1970: Double(try DateExpression($0, now: services.now()).first.seconds))
      }
      ?? services.now()
    let question = RouteQuestion(
      request.query, context: try ContextText.entries(request.context), target: request.target, tool: request.tool,
      effect: request.effect, at: time)
    let router = Router(try services.routingTable())
    let states = request.offline ? [:] : try await states(router, question, services)
    return try router.explain(question, states)
  }

  /// What the servers that could answer say of themselves now.
  private static func states(_ router: Router, _ question: RouteQuestion, _ services: Services) async throws
    -> [String: ServerState]
  {
    let servers = router.candidates(for: try router.decide(question), question).compactMap(\.server)
    return try await services.withUpstreams(servers) { upstreams in
      var states: [String: ServerState] = [:]
      for report in await ServerReport.reports(of: servers, upstreams, tools: question.tool != nil) {
        states[report.server.name] = report.state(tool: question.tool)
      }
      return states
    }
  }
}
