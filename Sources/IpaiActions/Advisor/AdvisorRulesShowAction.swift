package import IpaiAccess
package import IpaiAdvisor

/// `advisor rules show`: the manual of a rule.
package enum AdvisorRulesShowAction: Action {
  /// Which rule to show.
  package struct Request: ActionRequest {
    package var id = ""

    package init() {}
  }

  package typealias Outcome = RuleManual

  package static let name = ActionName("advisor rules", "show")
  package static let effect = Effect.read
  package static let scope = AccessScope.read
  package static let route = Route(.get, "/advisor/rules/{id}")
  package static let summary = "Show what a rule looks at, why, and what it leaves alone."
  package static let fields: [Field<Request>] = [
    .required("id", \.id, maxBytes: 40, "The id of the rule, such as DO-COST-001.")
  ]
  package static var example: Request {
    var request = Request()
    request.id = "DO-COST-001"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> RuleManual {
    RuleManual(try RuleList.required(request.id))
  }
}
