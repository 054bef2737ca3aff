package import IpaiAccess
package import IpaiAdvisor

/// `advisor snapshot save`: reads an account and writes what was read to a file.
package enum AdvisorSnapshotSaveAction: Action {
  /// What to read, and where to write it.
  package struct Request: AccountReading {
    package var file = ""
    package var context: String?
    package var metrics = true
    package var requestsPerMinute: Int?
    package var maxWait: Int?

    package init() {}
  }

  /// What was written.
  package struct Outcome: Codable, Sendable {
    /// The file.
    package var file: String
    package var snapshot: SnapshotSummary
    /// What was not as the API describes it.
    package var warnings: [String]
  }

  package static let name = ActionName("advisor snapshot", "save")
  package static let effect = Effect.idempotent
  package static let scope = AccessScope.admin
  package static let route = Route(.post, "/advisor/snapshots/save")
  package static let summary = "Read a DigitalOcean account and write what was read to a file, judging nothing."
  package static let fields: [Field<Request>] =
    [.requiredPath("file", \.file, "The file to write; only its owner may read a new one.")] + Field<Request>.reading
  package static var example: Request {
    var request = Request()
    request.file = "/home/ann/account.json"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try services.checkIsOnMachine(name)
    let (facts, warnings) = try await services.accountFacts(request)
    try await services.working { _ in try SnapshotFile.write(facts, to: request.file) }
    return Outcome(file: request.file, snapshot: SnapshotSummary(facts), warnings: warnings)
  }
}
