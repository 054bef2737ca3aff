package import IpaiAccess
package import IpaiAdvisor
import IpaiCore

/// `advisor doctor`: what the token may read, and what that leaves out.
package enum AdvisorDoctorAction: Action {
  /// Which token to look at.
  package struct Request: ActionRequest {
    package var context: String?

    package init() {}
  }

  /// What was found.
  package struct Outcome: Codable, Sendable {
    /// Whose token it is.
    package struct Account: Codable, Sendable {
      package var name: String?
      package var uuid: String
      /// `active`, `warning` or `locked`.
      package var status: String?
    }

    /// The requests that the API takes in an hour.
    package struct Limit: Codable, Sendable {
      package var left: Int
      package var of: Int
    }

    /// Whether the token may change something.
    package struct Writing: Codable, Sendable {
      /// Whether it may.
      package enum State: String, Codable, CaseIterable, Sendable {
        case no, yes, unknown
      }

      package var state: State
      /// The scopes that change something.
      package var scopes: [String]
      /// Why it is not known; nil where it is.
      package var reason: String?
    }

    /// The worst of the checks.
    package var status: HealthFinding.Status
    /// What was looked at, in its order.
    package var checks: [HealthFinding]
    /// Where the token comes from; nil without one.
    package var origin: String?
    /// What kind of token it is; nil without one.
    package var form: TokenForm?
    /// Whose it is; nil where that was not read.
    package var account: Account?
    /// When the token ends; nil for one that does not, and where that is not known.
    package var expiresAt: FactTime?
    /// Nil where the API does not say.
    package var limit: Limit?
    /// One for each scope that something is read with; none for a token that is not accepted.
    package var scopes: [ScopeAnswer] = []
    package var writing = Writing(state: .unknown, scopes: [], reason: "there was no answer with the token")
    /// How many rules there are.
    package var rules: Int
    /// The ids of the rules that cannot be judged with this token.
    package var leftOut: [String]

    enum CodingKeys: String, CodingKey {
      case status, checks, origin, form, account, limit, scopes, writing, rules
      case expiresAt = "expires_at"
      case leftOut = "left_out"
    }
  }

  package static let name = ActionName("advisor", "doctor")
  package static let effect = Effect.read
  package static let scope = AccessScope.admin
  package static let route = Route(.get, "/advisor/doctor")
  package static let summary =
    "Say what a token of DigitalOcean may read, what that leaves out, and whether it may write."
  package static let fields: [Field<Request>] = [
    .text("context", \.context, minBytes: 1, maxBytes: 100, contextHelp)
  ]
  package static var example: Request {
    var request = Request()
    request.context = "work"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try services.checkIsOnMachine(name)
    var checks = TokenChecks(services.advisorAPI)
    do {
      let token = try AdvisorToken(
        context: request.context, environment: services.environment, doctl: services.doctlConfiguration)
      checks.add(token, request.context, services.environment)
      let check = TokenCheck(try services.apiAddress().0, grants: try services.grantsAddress(), token: token.secret)
      let report = try await services.working { [now = services.now] isCancelled in
        try await Services.stoppable(isCancelled, hint: nil) { try await check.run(now: now()) }
      }
      checks.add(report, now: Timestamp(services.now()))
    } catch let error as IpaiError where error.code != .interrupted {
      checks.add(error)
    }
    return checks.outcome
  }
}
