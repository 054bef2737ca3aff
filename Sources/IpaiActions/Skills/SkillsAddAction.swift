import IpaiCore
package import IpaiSkills

/// `skills add`: stores one skill.
package enum SkillsAddAction: Action {
  /// Which skill.
  package struct Request: ActionRequest {
    package var path = ""
    package var by: String?

    package init() {}
  }

  package static let name = ActionName("skills", "add")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/skills/add")
  package static let summary = "Store a skill: a folder with a SKILL.md, or a single file."
  package static let fields: [Field<Request>] = [
    .requiredPath("path", \.path, "The folder of the skill, its SKILL.md, or a .skill.json or .skill.yaml file."),
    .text("by", \.by, maxBytes: 255, "Who adds it, for the record.", fallback: "unknown"),
  ]
  package static var example: Request {
    var request = Request()
    request.path = "/home/ann/skills/deploy-check"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> SkillSyncSummary {
    let date = Timestamp(services.now())
    return try await services.blocking { isCancelled in
      let source = try SkillSource(request.path)
      _ = try SkillAddition(SkillPackage(source), source: source.path)
      let sync = SkillSync(
        try services.skillsForWriting(), by: request.by ?? "unknown", at: date, isCancelled: isCancelled)
      var summary = try sync.run([source.path], prunes: false)
      if let refused = summary.refused.first { throw IpaiError(refused.code, refused.message, hint: refused.hint) }
      if !summary.changed.isEmpty { summary.embedded = try services.embedSkills(isCancelled: isCancelled) }
      return summary
    }
  }
}
