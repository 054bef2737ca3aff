import Foundation
import IpaiCore
package import IpaiSkills

/// `skills add`: stores one skill.
package enum SkillsAddAction: Action {
  /// Which skill.
  package struct Request: ActionRequest {
    package var path: String?
    package var manifest: String?
    package var by: String?

    package init() {}
  }

  package static let name = ActionName("skills", "add")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/skills/add")
  package static let summary = "Store a skill: a folder with a SKILL.md, or a single file."
  package static let fields: [Field<Request>] = [
    .path("path", \.path, "The folder of the skill, its SKILL.md, or a .skill.json or .skill.yaml file."),
    .text(
      "manifest", \.manifest, minBytes: 1, maxBytes: 256_000,
      "In place of a path: what a .skill.json file would hold, as text."),
    .text("by", \.by, maxBytes: 255, "Who adds it, for the record.", fallback: "unknown"),
  ]
  package static var example: Request {
    var request = Request()
    request.path = "/home/ann/skills/deploy-check"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> SkillSyncSummary {
    let date = Timestamp(services.now())
    return try await services.working { isCancelled in
      let skill = try addition(request)
      let sync = SkillSync(
        try services.skillsForWriting(), by: request.by ?? "unknown", at: date, isCancelled: isCancelled)
      var summary = try await sync.run(skill)
      if let refused = summary.refused.first { throw IpaiError(refused.code, refused.message, hint: refused.hint) }
      if !summary.changed.isEmpty { summary.embedded = try await services.embedSkills(isCancelled: isCancelled) }
      return summary
    }
  }

  /// The skill that a request names or holds. Throws `IpaiError`.
  private static func addition(_ request: Request) throws -> SkillAddition {
    switch (request.path, request.manifest) {
    case (let path?, nil):
      let source = try SkillSource(path)
      return try SkillAddition(SkillPackage(source), source: source.path)
    case (nil, let manifest?):
      let file = SkillFile(path: "manifest.skill.json", content: Data(manifest.utf8))
      let package = SkillPackage(SkillTree([file]), form: .file, folderName: nil, path: "the manifest")
      do { return try SkillAddition(package, source: nil) } catch let error as IpaiError where error.code == .conflict {
        // It is the request that is wrong, and not what is stored.
        throw IpaiError(.usage, error.message, hint: error.hint)
      }
    default: throw IpaiError(.usage, "give either the path of a skill or a manifest")
    }
  }
}
