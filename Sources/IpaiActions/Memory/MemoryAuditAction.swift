import IpaiMemory

/// `memory audit`: says which links still hold, and what in memory does not help.
package enum MemoryAuditAction: Action {
  /// What to look through.
  package struct Request: ActionRequest {
    package var session: String?
    package var repo: String?
    package var valid = false
    package var maxResults: Int?

    package init() {}
  }

  package static let name = ActionName("memory", "audit")
  package static let effect = Effect.read
  package static let route = Route(.get, "/memory/audit")
  package static let summary =
    "Say which links are valid, changed or gone, and list duplicates, empty conversations and recalled text."
  package static let fields: [Field<Request>] = [
    .text(
      "session", \.session, maxBytes: MemoryLimits.idBytes, "Only the conversation with this id.",
      fallback: "all conversations"),
    .path(
      "repo", \.repo,
      "Any folder in the repository that is asked about links of conversations whose workspace is in none."),
    .flag("valid", \.valid, "Also list the links that are valid."),
    .integer(
      "max_results", \.maxResults, 1...10_000, fallback: "50", "How many findings of each kind to list at most."),
  ]
  package static var example: Request {
    var request = Request()
    request.session = "2026-11-pool-review"
    request.valid = true
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> MemoryAudit {
    let listed = request.maxResults ?? 50
    var (audit, links) = try await services.working { isCancelled in
      try await AuditReading(services, isCancelled).read(request.session, most: listed)
    }
    var audited = LinkAudit(services, fallback: request.repo ?? services.folder)
    for link in try await audited.audited(links) {
      audit.counts.add(link.state)
      if link.state != .valid || request.valid { audit.links.append(link) }
    }
    let order: [LinkState] = [.gone, .changed, .unchecked, .valid]
    let sorted = order.flatMap { state in audit.links.filter { $0.state == state } }
    audit.links = Array(sorted.prefix(listed))
    return audit
  }
}
