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
    .words("reason", \.reason, most: 1_000, "Why it is left as it is."),
    .words("owner", \.owner, most: 200, "Who decides that."),
    .required(
      "until", \.until, maxBytes: 100,
      "Until when it is left: for 12h, 7d or 2w, until a date such as 2027-03-31, or 'never' for no end date."),
    .text(
      "account", \.account, minBytes: 1, maxBytes: 255,
      "The account, by its UUID or its name. For a rule without it: the account of the latest scan."),
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
      var scan: StoredScan?
      if !request.everyAccount {
        scan = try await services.recordedScan(nil, account: request.account, in: store)
        account = scan?.account
      } else if request.account != nil {
        throw IpaiError(.usage, "name an account, or say every account, not both")
      }
      if let text = request.resource {
        target = .resource(rule: rule.id, try await resource(text, of: rule, in: scan, store))
      }
    } else {
      guard request.resource == nil, !request.everyAccount else {
        throw IpaiError(
          .usage,
          "'\(ShownText.line(request.target, most: 80))' is no rule, and a finding already names its resource and account",
          hint: "name a rule, or leave out the resource and --every-account")
      }
      guard request.target.allSatisfy(\.isHexDigit) else {
        throw IpaiError(
          .usage, "'\(ShownText.line(request.target, most: 80))' is neither a finding nor a rule",
          hint: "to see which there are: ipai advisor findings, and ipai advisor rules list")
      }
      let stored = try await services.storedFinding(request.target, account: request.account)
      target = .finding(stored.finding.fingerprint)
      account = stored.account
    }
    return NewSuppression(target, account: account, reason: request.reason, owner: request.owner, until: until)
  }

  /// A resource that a rule can be about, and that the latest scan of the account has. Throws `IpaiError`: `.usage` for what is no URN of
  /// such a resource, and `.notFound`.
  private static func resource(
    _ text: String, of rule: Rule, in scan: StoredScan?, _ store: any AdvisorStore
  ) async throws -> URN {
    let (urn, shown) = (URN(text), ShownText.line(text, most: 80))
    let hint = "to see those of its findings: ipai advisor findings --rule \(rule.id) --all --format json"
    guard urn.text.hasPrefix("do:"), !urn.key.isEmpty, let kind = ResourceKind(rawValue: String(urn.kind)) else {
      throw IpaiError(.usage, "'\(shown)' is no URN of a resource, such as do:droplet:4711", hint: hint)
    }
    guard rule.canBeAbout(kind) else {
      throw IpaiError(.usage, "\(rule.id) is about \(rule.subjectWords), and not about \(shown)", hint: hint)
    }
    if let scan, try await store.coverage(of: scan.id).lacks(urn, account: scan.account) {
      let account = ShownText.line(scan.accountName ?? scan.account, most: 80)
      throw IpaiError(.notFound, "the latest scan of \(account) has no \(shown)", hint: hint)
    }
    return urn
  }
}
