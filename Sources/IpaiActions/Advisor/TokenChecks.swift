import IpaiAdvisor
import IpaiCore

/// What `advisor doctor` says of a token, as checks in their order.
struct TokenChecks {
  private(set) var outcome: AdvisorDoctorAction.Outcome
  private let api: String

  /// Where tokens are made.
  private static let page = "https://cloud.digitalocean.com/account/api/tokens"
  private static let renewal = "make a token with read scopes alone: \(page)"
  /// Below this a scan may have to wait.
  private static let fewRequests = 500
  private static let soon: Int64 = 7 * 86_400

  /// No checks yet, of a token for the API at this address.
  init(_ api: String) {
    self.api = api
    outcome = AdvisorDoctorAction.Outcome(
      status: .ok, checks: [], rules: RuleList.all.count, leftOut: RuleList.all.map(\.id))
  }

  /// There is no token, or nothing can be asked with it.
  mutating func add(_ error: IpaiError) {
    add(outcome.origin == nil ? "token" : "api", .failed, error.summary, remedy: error.hint)
  }

  /// There is a token.
  mutating func add(_ token: AdvisorToken, _ context: String?, _ environment: [String: String]) {
    outcome.origin = token.origin
    outcome.form = token.form
    let found = "\(token.origin) has \(token.form.title)"
    switch token.form {
    case .refresh: add("token", .failed, found + ", which reads nothing", remedy: Self.renewal)
    case .old: add("token", .warning, found + ", which has no scopes of its own", remedy: Self.renewal)
    case .personal, .oauth, .other: add("token", .ok, found)
    }
    let given = AdvisorToken.variables.filter { environment[$0]?.isEmpty == false }
    for variable in given where variable != token.origin {
      // Two variables with one token say the same.
      guard environment[variable] != token.secret.reveal() else { continue }
      add("variables", .warning, "\(variable) has another token, which is not used", remedy: "unset \(variable)")
    }
  }

  /// The API was asked.
  mutating func add(_ report: TokenReport, now: Timestamp) {
    switch report.access {
    case .refused(let reason):
      return add("api", .failed, "\(api): \(reason)", remedy: Self.renewal)
    case .unreachable(let reason):
      return add("api", .failed, reason.hasPrefix(api) ? reason : "\(api): \(reason)")
    case .accepted:
      add("api", .ok, "\(api) takes the token")
    }
    outcome.scopes = report.scopes
    outcome.leftOut = ScopeUse.rules(without: report.notGranted)
    addAccount(report)
    addLimit(report)
    addExpiry(report, now)
    addScopes()
    addWriting(report)
  }

  private mutating func add(_ name: String, _ status: HealthFinding.Status, _ message: String, remedy: String? = nil) {
    outcome.checks.append(HealthFinding(name, status, message, remedy: remedy))
    let statuses = outcome.checks.map(\.status)
    outcome.status = [.failed, .warning].first { statuses.contains($0) } ?? .ok
  }

  // MARK: The account

  private mutating func addAccount(_ report: TokenReport) {
    guard let account = report.account else {
      return add("account", .warning, "which account it is cannot be read")
    }
    let name = account.displayName.map { ShownText.line($0, most: 80) }
    outcome.account = .init(name: name, uuid: account.key, status: account.status)
    let shown = [name ?? account.uuid, account.status.map { ShownText.line($0, most: 40) }]
    let text = shown.compactMap(\.self).joined(separator: ", ")
    guard let status = account.status, status != "active" else { return add("account", .ok, text) }
    let said = account.statusMessage.map { ShownText.line($0, most: 200) }.flatMap { $0.isEmpty ? nil : ": " + $0 }
    add("account", .warning, text + (said ?? ""))
  }

  private mutating func addLimit(_ report: TokenReport) {
    guard let limit = report.limit else { return }
    outcome.limit = .init(left: limit.left, of: limit.of)
    let text = "\(limit.left) of \(limit.of) requests of this hour are left"
    guard limit.left < Self.fewRequests else { return add("limit", .ok, text) }
    add("limit", .warning, text + ", and a scan may have to wait")
  }

  private mutating func addExpiry(_ report: TokenReport, _ now: Timestamp) {
    guard case .known(let grants) = report.grants, let end = grants.expiresAt else { return }
    outcome.expiresAt = FactTime(end)
    let isSoon = end.seconds - now.seconds < Self.soon
    add("expiry", isSoon ? .warning : .ok, "the token ends on \(end.day)", remedy: isSoon ? Self.renewal : nil)
  }

  // MARK: Scopes

  private mutating func addScopes() {
    let count = outcome.scopes.count
    let missing = outcome.scopes.filter { $0.state == .missing }.count
    let unknown = outcome.scopes.filter { $0.state == .unknown }.count
    guard missing + unknown > 0 else {
      return add("scopes", .ok, "all \(count) are there, and all \(Count.text(outcome.rules, "rule")) can be judged")
    }
    let parts = [(missing, "missing"), (unknown, "not known")].filter { $0.0 > 0 }.map { "\($0.0) of \(count) \($0.1)" }
    let text = parts.joined(separator: ", ")
    guard !outcome.leftOut.isEmpty else { return add("scopes", .warning, text + ", and all rules can be judged") }
    add(
      "scopes", .failed, "\(text): \(outcome.leftOut.count) of \(Count.text(outcome.rules, "rule")) cannot be judged",
      remedy: missing > 0 ? "make a token with these scopes too: \(Self.page)" : "try again later")
  }

  private mutating func addWriting(_ report: TokenReport) {
    switch report.grants {
    case .known(let grants):
      let writing = grants.writing.map { ShownText.line($0, most: 80) }
      outcome.writing = .init(state: writing.isEmpty ? .no : .yes, scopes: writing)
      if grants.isFull {
        add("writing", .warning, "it has full access, and ipai only needs to read", remedy: Self.renewal)
      } else if !writing.isEmpty {
        let shown =
          writing.prefix(3).joined(separator: ", ") + (writing.count > 3 ? " and \(writing.count - 3) more" : "")
        add("writing", .warning, "it may change things (\(shown)), and ipai only needs to read", remedy: Self.renewal)
      } else {
        add("writing", .ok, "it may change nothing")
      }
      if grants.readsCredentials {
        add(
          "credentials", .warning, "it may read the passwords of databases, which ipai does not need",
          remedy: Self.renewal)
      }
    case .unknown(let reason):
      outcome.writing = .init(state: .unknown, scopes: [], reason: reason)
      let all = outcome.scopes.allSatisfy { $0.state == .granted }
      let note = all ? "; a token with full access reads as much as it does" : ""
      add("writing", .warning, "whether it may change things is not known, since DigitalOcean does not say\(note)")
    }
  }
}
