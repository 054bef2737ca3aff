import IpaiAdvisor
import IpaiCore
import IpaiHTTP
import Foundation

extension Services {
  /// What the user says about accounts: in the file that is named, or in `advisor.yaml` beside the configuration, where there is one.
  ///
  /// Throws `IpaiError`: `.notFound` for a file that was named and is not there, `.configuration` for one that is wrong.
  func advisorPolicy(_ path: String?) throws -> AdvisorPolicy {
    let place = path ?? directories.configuration + "/advisor.yaml"
    guard let content = try SmallFile.read(place, maxBytes: 256 << 10) else {
      guard let path else { return AdvisorPolicy() }
      throw IpaiError(.notFound, "there is no file \(path)")
    }
    return try AdvisorPolicy(content, path: place)
  }

  /// Throws `IpaiError(.denied)` for work that uses the token or files of the machine, asked for through a server.
  func checkIsOnMachine(_ action: ActionName) throws {
    guard roots == nil else {
      throw IpaiError(
        .denied, "'\(action.words)' uses the files and the token of the machine, and is not done through a server",
        hint: action == AdvisorScanAction.name
          ? "begin a scan with POST /api/scans, or run 'ipai \(action.words)' on the machine"
          : "run 'ipai \(action.words)' on the machine")
    }
  }

  /// The account as it is now, and what was not as the API describes it. Throws `IpaiError`.
  func accountFacts(_ request: some AccountReading) async throws -> (AccountFacts, [String]) {
    let token = try AdvisorToken(context: request.context, environment: environment, doctl: doctlConfiguration)
    let (address, host) = try apiAddress()
    var options = AccountScan.Options()
    options.hasMetrics = request.metrics
    options.requestsPerMinute = request.requestsPerMinute ?? options.requestsPerMinute
    if let minutes = request.maxWait { options.mostWaiting = Double(minutes) * 60 }
    let (journal, problem) = ScanJournal.opened(
      in: directories.data + "/advisor", address: address.description, token: token.secret,
      hasMetrics: request.metrics, now: FactTime(Timestamp(now())))
    let scan = AccountScan(address, host: host, token: token.secret, options: options) { [report] progress in
      report(
        WorkProgress(
          phase: progress.phase, detail: progress.detail, done: progress.done, total: progress.total,
          leastSeconds: progress.leastSeconds))
    }
    let outcome = try await working { [now] isCancelled in
      let hint = journal == nil ? nil : "what was read is kept for an hour: run it again to go on"
      return try await Self.stoppable(isCancelled, hint: hint) {
        try await scan.run(journal: journal, now: now())
      }
    }
    journal?.finish()
    var warnings = [problem].compactMap(\.self) + outcome.warnings
    if let behind = outcome.clockBehind {
      warnings.insert(
        "this machine's clock differs from the server's by \(Int(abs(behind).rounded())) seconds; the server's is used",
        at: 0)
    }
    return (outcome.facts, warnings)
  }

  /// Does work that waits for a server, and stops it soon after the user asks for that. Throws what the work throws, and
  /// `IpaiError(.interrupted)`.
  static func stoppable<Value: Sendable>(
    _ isCancelled: @escaping @Sendable () -> Bool, hint: String?, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
      group.addTask { try await work() }
      group.addTask {
        while !isCancelled() { try await Task.sleep(for: .milliseconds(50)) }
        throw IpaiError(.interrupted, "interrupted", hint: hint)
      }
      defer { group.cancelAll() }
      guard let value = try await group.next() else { throw CancellationError() }
      return value
    }
  }

  /// Where doctl keeps its tokens.
  var doctlConfiguration: String {
    let home = environment["XDG_CONFIG_HOME"] ?? (environment["HOME"] ?? "/") + "/.config"
    return home + "/doctl/config.yaml"
  }

  /// The address of the API as it was given: doctl's DIGITALOCEAN_API_URL, or DigitalOcean's own.
  var advisorAPI: String { givenAPI ?? "https://api.digitalocean.com" }

  private var givenAPI: String? { environment["DIGITALOCEAN_API_URL"].flatMap { $0.isEmpty ? nil : $0 } }

  /// The server that knows the scopes of tokens: DigitalOcean's own, or the one that was given, since no other may get the token.
  func grantsAddress() throws -> WebAddress {
    givenAPI == nil ? try WebAddress("https://cloud.digitalocean.com") : try apiAddress().0
  }

  /// The address of the API. Throws `IpaiError(.configuration)` for one that would
  /// show the token to everybody on the way.
  func apiAddress() throws -> (WebAddress, host: String) {
    let text = advisorAPI
    guard let parts = SecureAddress(text), let host = URLComponents(string: text)?.host else {
      throw IpaiError(
        .configuration, "DIGITALOCEAN_API_URL is not an address that starts with https://",
        hint: "http:// is for this machine alone")
    }
    return (try WebAddress(parts.origin), host.lowercased())
  }
}

extension Services {
  /// Where scans are kept. Throws what opening the database throws.
  func advisorStore() throws -> any AdvisorStore {
    if let shared = try sharedStore() { return PostgresAdvisorStore(shared) }
    return SQLiteAdvisorStore(try databaseForWriting())
  }

  /// Where scans are kept, for reading; nil when there is no database yet. Throws what opening it throws.
  func advisorStoreIfAny() throws -> (any AdvisorStore)? {
    if let shared = try sharedStore() { return PostgresAdvisorStore(shared) }
    return try databaseForReading().map { SQLiteAdvisorStore($0) }
  }

  /// The finding with a fingerprint, of which the first digits are enough, of an account, or of any. Throws `IpaiError(.notFound)` and
  /// `.conflict`.
  func storedFinding(_ prefix: String, account: String?) async throws -> StoredFinding {
    let store = try scansForReading()
    var id: String?
    if let account { id = try await accountID(account, in: store) }
    return try await store.finding(prefix, account: id, at: Timestamp(now()))
  }
}
