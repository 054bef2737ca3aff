import IpaiCore
import IpaiSkills

/// `skills export`: writes the files of a version into a folder.
package enum SkillsExportAction: Action {
  /// Which version, and where to.
  package struct Request: ActionRequest {
    package var name = ""
    package var dir = ""
    package var overwrite = false

    package init() {}
  }

  /// What was written.
  package struct Outcome: Codable, Sendable, Equatable {
    /// The name of the skill.
    package var name: String
    /// The version.
    package var version: String
    /// What identifies the content.
    package var digest: String
    /// The paths of the files that were written.
    package var written: [String]
    /// The paths of the files that were there already.
    package var unchanged: [String]
  }

  package static let name = ActionName("skills", "export")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/skills/export")
  package static let summary = "Write the files of a skill into a folder, byte for byte as they were added."
  package static let fields: [Field<Request>] = [
    .required("name", \.name, maxBytes: 255, "The name of the skill, or name@version."),
    .requiredPath("dir", \.dir, "The folder, which is made if it does not exist."),
    .flag("overwrite", \.overwrite, "Replace files that differ."),
  ]
  package static var example: Request {
    var request = Request()
    request.name = "deploy-check@1.2.0"
    request.dir = "/home/ann/deploy-check"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    let reference = SkillReference(request.name)
    return try await services.working { _ in
      let store = try services.skillsForReading()
      let skill = try await store.skill(reference.name, version: reference.version)
      let tree = try await store.tree(of: skill.name, version: skill.version)
      try services.roots?.checkWritable(request.dir)
      let outcome = try SkillExport.write(tree, to: request.dir, overwriting: request.overwrite)
      return Outcome(
        name: skill.name, version: skill.version, digest: skill.digest, written: outcome.written,
        unchanged: outcome.unchanged)
    }
  }
}
