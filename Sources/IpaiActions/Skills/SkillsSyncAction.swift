import IpaiCore
package import IpaiSkills

/// `skills sync`: brings the registry up to what folders hold.
package enum SkillsSyncAction: Action {
  /// Which folders, and what to do about what has vanished from them.
  package struct Request: ActionRequest {
    package var path: [String] = []
    package var prune = false
    package var by: String?

    package init() {}
  }

  package static let name = ActionName("skills", "sync")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/skills/sync")
  package static let summary = "Add and update the skills in folders, which are the source of truth."
  package static let fields: [Field<Request>] = [
    .requiredPaths("path", \.path, "A folder with skills in it, also in the folders in it."),
    .flag("prune", \.prune, "Retire the skills that are no longer there."),
    .text("by", \.by, maxBytes: 255, "Who changes them, for the record.", fallback: "unknown"),
  ]
  package static var example: Request {
    var request = Request()
    request.path = ["/home/ann/skills"]
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> SkillSyncSummary {
    let date = Timestamp(services.now())
    return try await services.working { isCancelled in
      let sync = SkillSync(
        try services.skillsForWriting(), by: request.by ?? "unknown", at: date, isCancelled: isCancelled)
      var summary = try await sync.run(request.path, prunes: request.prune)
      // Those that were copied to PostgreSQL have none.
      if !summary.changed.isEmpty || services.configuration.hasStore {
        summary.embedded = try await services.embedSkills(isCancelled: isCancelled)
      }
      return summary
    }
  }
}
