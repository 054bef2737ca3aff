import IpaiActions
import MCP

extension CompatibleRoute {
  /// The routes of the advisor that dashboards use.
  static let advisor: [CompatibleRoute] = [
    CompatibleRoute(route: Route(.get, "/api/summary"), action: ActionEntry(AdvisorScoreAction.self)),
    CompatibleRoute(
      route: Route(.get, "/api/recommendations"), action: ActionEntry(AdvisorFindingsAction.self), renamed: paged,
      answer: .page),
    CompatibleRoute(
      route: Route(.get, "/api/recommendations/{finding}"), action: ActionEntry(AdvisorExplainAction.self)),
    CompatibleRoute(
      route: Route(.get, "/api/scans"), action: ActionEntry(AdvisorHistoryAction.self), renamed: paged, answer: .page),
    CompatibleRoute(
      route: Route(.get, "/api/diff"), action: ActionEntry(AdvisorDiffAction.self),
      renamed: paged.merging(["a": "from", "b": "to"]) { $1 }, answer: .page),
    CompatibleRoute(route: Route(.get, "/api/suppressions"), action: ActionEntry(AdvisorSuppressionsAction.self)),
    CompatibleRoute(route: Route(.post, "/api/suppressions"), action: ActionEntry(AdvisorSuppressAction.self)),
    CompatibleRoute(
      route: Route(.delete, "/api/suppressions/{id}"), action: ActionEntry(AdvisorUnsuppressAction.self)),
  ]

  private static let paged = ["q": "query", "limit": "max_results", cursor: "after"]
}
