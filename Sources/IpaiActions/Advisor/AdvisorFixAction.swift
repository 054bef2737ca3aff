package import IpaiAccess
package import IpaiAdvisor
import IpaiCore

/// `advisor fix`: the commands that follow the advice of findings. They are printed, and never run.
package enum AdvisorFixAction: Action {
  /// Which findings to fix.
  package struct Request: ActionRequest {
    package var finding: [String] = []
    package var account: String?

    package init() {}
  }

  /// The commands.
  package struct Outcome: Codable, Sendable {
    /// The commands of a finding.
    package struct Plan: Codable, Sendable {
      package var fingerprint: String
      package var rule: String
      package var title: String
      package var urn: URN
      package var name: String
      /// The lines in their order.
      package var fix: [Finding.FixLine]
      /// What is to be looked at before, as the rule says.
      package var guards: String?
    }

    package var plans: [Plan]
  }

  package static let name = ActionName("advisor", "fix")
  package static let effect = Effect.read
  package static let scope = AccessScope.advisor
  package static let route = Route(.get, "/advisor/fixes")
  package static let summary = "Print the commands that follow the advice of findings. None of them is run."
  package static let fields: [Field<Request>] = [
    .texts(
      "finding", \.finding, maxBytes: 64, "The fingerprints of findings, of which the first 6 digits may do."),
    ScanFields.findingAccount(\.account),
  ]
  package static var example: Request {
    var request = Request()
    request.finding = ["9f86d081"]
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    guard !request.finding.isEmpty else {
      throw IpaiError(.usage, "no finding is named", hint: "to see which there are: ipai advisor scan")
    }
    return try await services.working { _ in
      var plans: [Outcome.Plan] = []
      for prefix in request.finding {
        let finding = try await services.storedFinding(prefix, account: request.account).finding
        plans.append(
          Outcome.Plan(
            fingerprint: finding.fingerprint, rule: finding.rule, title: finding.title, urn: finding.urn,
            name: finding.name, fix: finding.fix, guards: RuleList.rule(finding.rule)?.guards))
      }
      return Outcome(plans: plans)
    }
  }
}
