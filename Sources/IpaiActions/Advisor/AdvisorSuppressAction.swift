package import IpaiAccess
package import IpaiAdvisor
import IpaiCore

/// `advisor suppress`: leaves a finding, or what a rule finds, as it is.
package enum AdvisorSuppressAction: Action {
  /// What to leave, why and for how long.
  package struct Request: ActionRequest {
    package var target = ""
    package var resource: String?
    package var reason = ""
    package var owner = ""
    package var until = ""
    package var account: String?
    package var everyAccount = false

    package init() {}
  }

  package typealias Outcome = Suppression

  /// What `until` is for a decision without an end.
  private static let never = "never"

  package static let name = ActionName("advisor", "suppress")
  package static let effect = Effect.write
  package static let scope = AccessScope.admin
  package static let route = Route(.post, "/advisor/suppressions")
  package static let summary = "Leave a finding, or what a rule finds, as it is until a date."
  package static let fields: [Field<Request>] = [
    .required(
      "target", \.target, maxBytes: 64,
      "The fingerprint of a finding, of which the first 6 digits may do, or the id of a rule."),
    .text(
      "resource", \.resource, minBytes: 1, maxBytes: 1_000, "With a rule: only what it finds on this resource, by URN."),
    .required("reason", \.reason, maxBytes: 4_000, "Why it is left as it is."),
    .required("owner", \.owner, maxBytes: 800, "Who decides that."),
    .required(
      "until", \.until, maxBytes: 100,
      "Until when it is left: for 12h, 7d or 2w, until a date such as 2027-03-31, or never an end: never."),
    .text(
      "account", \.account, minBytes: 1, maxBytes: 255,
      "The account, by its UUID or its name; without it, of a rule that of the latest scan."),
    .flag("every_account", \.everyAccount, "With a rule: in every account."),
  ]
  package static var example: Request {
    var request = Request()
    request.target = "DO-SEC-007"
    request.reason = "The office network is behind a proxy."
    request.owner = "platform"
    request.until = "2027-03-31"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Suppression {
    let until = try end(request.until, services)
    return try await services.working { _ in
      let store = try services.advisorStore()
      let new = try await suppression(request, until, services, store)
      return try await store.suppress(new, at: Timestamp(services.now()))
    }
  }

  private static func end(_ text: String, _ services: Services) throws -> Timestamp? {
    if text.lowercased() == never { return nil }
    do { return try ExpiryText.date(text, of: "until", now: Timestamp(services.now())) } catch let error as IpaiError {
      throw IpaiError(error.code, error.message, hint: "write how long from now, such as 90d, or a day, or never")
    }
  }

  private static func suppression(
    _ request: Request, _ until: Timestamp?, _ services: Services, _ store: any AdvisorStore
  ) async throws -> NewSuppression {
    var target: SuppressionTarget
    var account: String?
    if let rule = RuleList.rule(request.target) {
      target = .rule(rule.id)
      if let resource = request.resource { target = .resource(rule: rule.id, URN(resource)) }
      if !request.everyAccount {
        account = try await services.recordedScan(nil, account: request.account, in: store).account
      } else if request.account != nil {
        throw IpaiError(.usage, "name an account, or say every account, not both")
      }
    } else {
      guard request.resource == nil, !request.everyAccount else {
        throw IpaiError(
          .usage,
          "'\(ShownText.line(request.target, most: 80))' is no rule, and a finding has its resource and account already",
          hint: "name a rule, or leave out the resource and --every-account")
      }
      guard request.target.allSatisfy(\.isHexDigit) else {
        throw IpaiError(
          .usage, "'\(ShownText.line(request.target, most: 80))' is neither a finding nor a rule",
          hint: "see 'ipai advisor findings' and 'ipai advisor rules list'")
      }
      let stored = try await services.storedFinding(request.target, account: request.account)
      target = .finding(stored.finding.fingerprint)
      account = stored.account
    }
    return NewSuppression(target, account: account, reason: request.reason, owner: request.owner, until: until)
  }
}
