package import Foundation
package import IpaiCore
package import IpaiHTTP

/// Reads an account from DigitalOcean's API.
package struct AccountScan: Sendable {
  /// What to read, and how.
  package struct Options: Sendable {
    /// Whether metrics are read, which takes up to seven requests for each Droplet.
    package var hasMetrics = true
    /// Requests in any minute.
    package var requestsPerMinute = 240
    /// The length of a minute in seconds, which tests shorten.
    package var minute = 60.0
    /// The longest time that a scan waits for the account's limit of an hour altogether, in seconds.
    package var mostWaiting = 5400.0

    package init() {}
  }

  /// What came of it.
  package struct Outcome: Sendable {
    /// What was read.
    package let facts: AccountFacts
    /// What was not as the API describes it, in words.
    package let warnings: [String]
    /// How many answers were taken over from a scan that was interrupted.
    package let takenOver: Int
    /// How many seconds this machine's clock is behind the server's, where that is more than a few minutes.
    package let clockBehind: Double?
  }

  private let address: WebAddress
  private let host: String
  private let token: Secret
  private let options: Options
  private let report: @Sendable (ScanProgress) -> Void

  /// A scan with a token of the account at `address`.
  package init(
    _ address: WebAddress, host: String, token: Secret, options: Options,
    report: @escaping @Sendable (ScanProgress) -> Void
  ) {
    self.address = address
    self.host = host
    self.token = token
    self.options = options
    self.report = report
  }

  /// Reads the account. What cannot be read is said in the facts; `journal` keeps what was read when it is interrupted.
  ///
  /// Throws `IpaiError`: `.denied` for a token that is not accepted or may read nothing, `.unavailable` when the server does not answer or
  /// most parts could not be read, and `CancellationError`.
  package func run(journal: ScanJournal?, now: Date) async throws -> Outcome {
    var limits = RateBudget.Limits()
    limits.perMinute = options.requestsPerMinute
    limits.minute = options.minute
    limits.mostWaiting = options.mostWaiting
    let client = APIClient(address, token: token, limits: limits)
    let began = journal?.readAt ?? FactTime(Timestamp(now))
    let reader = ScanReader(client, host: host, journal: journal, readAt: began, report: report)
    do {
      if let journal, journal.resumed > 0, journal.clockOffset == nil { try await Self.askForTheTime(client) }
      try await reader.readAccount()
      // The first answer that says what time it is may come late.
      Self.setClock(of: reader, client, journal, began: began)
      try await reader.readLists()
      Self.setClock(of: reader, client, journal, began: began)
      try await reader.readDetails()
      Self.setClock(of: reader, client, journal, began: began)
      if options.hasMetrics { try await reader.readMetrics() } else { reader.skipMetrics() }
      try checkEnoughWasRead(reader.facts)
      return outcome(reader, journal, clockBehind: client.clockAhead ?? ServerClock.believed(journal?.clockOffset))
    } catch let failure as APIFailure where failure.kind == .unreachable {
      throw IpaiError(
        .unavailable,
        failure.hasNoAnswer
          ? failure.reason : "nothing of the account could be read from \(address): \(failure.reason)",
        hint: "check the network, and DIGITALOCEAN_API_URL if it is set")
    } catch let failure as APIFailure {
      throw IpaiError(
        .denied, "\(address): \(failure.reason)",
        hint:
          "make a token with read scopes at https://cloud.digitalocean.com/account/api/tokens and set DIGITALOCEAN_ACCESS_TOKEN"
      )
    }
  }

  /// Makes a request for the time in its answer, where all that was read is in a journal that does not say how wrong the clock was. Throws
  /// an `APIFailure` that ends the scan and `CancellationError` alone.
  private static func askForTheTime(_ client: APIClient) async throws {
    do { _ = try await client.get(Collection.account.path) } catch let failure as APIFailure
      where !failure.kind.endsScan
    {}
  }

  /// Makes the time when reading began that of the server, where this machine's was wrong then. An interrupted scan knows best by how much.
  private static func setClock(
    of reader: ScanReader, _ client: APIClient, _ journal: ScanJournal?, began: FactTime
  ) {
    guard reader.facts.readAt == began, let offset = journal?.clockOffset ?? client.clockOffset else { return }
    journal?.keep(clockOffset: offset)
    guard let ahead = ServerClock.believed(offset) else { return }
    reader.update { $0.readAt = FactTime(Timestamp(seconds: began.timestamp.seconds + Int64(ahead))) }
  }

  private func outcome(_ reader: ScanReader, _ journal: ScanJournal?, clockBehind: Double?) -> Outcome {
    var warnings = [journal?.problem].compactMap(\.self)
    if reader.takenOver > 0 {
      let words = "goes on with an interrupted scan of \(reader.facts.readAt.timestamp.rfc3339)"
      warnings.insert("\(words): \(Count.text(reader.takenOver, "answer")) taken over", at: 0)
    }
    return Outcome(
      facts: reader.facts, warnings: warnings + reader.warnings, takenOver: reader.takenOver, clockBehind: clockBehind)
  }

  /// Throws `IpaiError` when no part of an account was read, or when most could not be: an account without findings looks the same then.
  private func checkEnoughWasRead(_ facts: AccountFacts) throws {
    // What belongs to resources is whole without any, and what may be missing is said to be so by a server that knows nothing.
    let parts = facts.states.filter { !$0.key.belongsToResource && $0.value.status != .skipped }
    let read = parts.filter { part, state in
      [.complete, .partial].contains(state.status) && (!part.mayBeMissing || state.count > 0)
    }
    let failed = parts.filter { $0.value.status == .failed }
    guard read.isEmpty || failed.count > read.count else { return }
    guard let reason = (failed[.account] ?? failed.min { $0.key.rawValue < $1.key.rawValue }?.value)?.reason else {
      let scopes = Set(parts.filter { $0.value.status == .denied }.map(\.key.scope.rawValue)).sorted()
      throw IpaiError(
        .denied, "the token may read nothing of the account: it lacks \(scopes.joined(separator: ", "))",
        hint: "make a token with these scopes at https://cloud.digitalocean.com/account/api/tokens")
    }
    let part = read.isEmpty ? "nothing" : "less than half"
    throw IpaiError(
      .unavailable, "\(part) of the account could be read from \(address): \(reason)",
      hint: "check that DIGITALOCEAN_API_URL is the address of the API, and try again later")
  }
}
