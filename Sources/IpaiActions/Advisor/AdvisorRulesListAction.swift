package import IpaiAccess
package import IpaiAdvisor

/// `advisor rules list`: the rules, by id.
package enum AdvisorRulesListAction: Action {
  /// Which rules to list.
  package struct Request: ActionRequest {
    package var category: [RuleCategory] = []
    package var severity: Severity?

    package init() {}
  }

  /// The rules.
  package struct Outcome: Codable, Sendable {
    package var rules: [RuleManual]
  }

  package static let name = ActionName("advisor rules", "list")
  package static let effect = Effect.read
  package static let scope = AccessScope.read
  package static let route = Route(.get, "/advisor/rules")
  package static let summary = "List the rules that an account is judged by."
  package static let fields: [Field<Request>] = [
    .choices("category", \.category, "Only rules of these categories."),
    .choice("severity", \.severity, "Only rules of at least this severity."),
  ]
  package static var example: Request {
    var request = Request()
    request.category = [.security]
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    let rules = RuleList.all.filter { rule in
      if !request.category.isEmpty, !request.category.contains(rule.category) { return false }
      return request.severity.map { rule.severity >= $0 } ?? true
    }
    return Outcome(rules: rules.map(RuleManual.init))
  }
}
