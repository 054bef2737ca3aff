import IpaiCore

/// `doctor`: checks what ipai needs.
package enum DoctorAction: Action {
  /// Asks for all checks.
  package struct Request: ActionRequest {
    package init() {}
  }

  /// What was found.
  package struct Outcome: ListOutcome, Equatable {
    /// The worst of the findings.
    package var status: HealthFinding.Status
    /// One for each check, in their order.
    package var items: [HealthFinding]

    enum CodingKeys: String, CodingKey {
      case status
      case items = "checks"
    }

    /// What was found, with the worst of it.
    init(_ findings: [HealthFinding]) {
      let statuses = findings.map(\.status)
      status = [.failed, .warning].first { statuses.contains($0) } ?? .ok
      items = findings
    }
  }

  package static let name = ActionName("doctor", "")
  package static let effect = Effect.read
  package static let route = Route(.get, "/doctor")
  package static let summary = "Check what ipai needs and say how to fix what is wrong."
  package static let fields: [Field<Request>] = []
  package static var example: Request { Request() }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    // A database that does not answer is waited for once.
    let store = services.configuration.hasStore ? try await StoreHealth.findings(in: services) : []
    let isReached = !store.contains { $0.name == StoreHealth.reachName && $0.status == .failed }
    let checks = try await services.working { _ in
      var findings: [HealthFinding] = []
      for check in HealthCheck.all(for: services) {
        findings.append(isReached ? await check.run(services) : await check.run(withoutStore: services))
      }
      return findings
    }
    return Outcome(checks + store)
  }
}
