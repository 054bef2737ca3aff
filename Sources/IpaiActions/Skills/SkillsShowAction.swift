import IpaiCore
import IpaiSkills

/// `skills show`: a version of a skill.
package enum SkillsShowAction: Action {
  /// Which skill, and which version of it.
  package struct Request: ActionRequest {
    package var name = ""

    package init() {}
  }

  package static let name = ActionName("skills", "show")
  package static let effect = Effect.read
  package static let dependsOnDatabaseAlone = true
  package static let route = Route(.get, "/skills/{name}")
  package static let summary = "Show a skill: what it says, its files and its versions."
  package static let fields: [Field<Request>] = [
    .required("name", \.name, maxBytes: 255, "The name of the skill, or name@version.")
  ]
  package static var example: Request {
    var request = Request()
    request.name = "deploy-check@1.2.0"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> ShownSkill {
    let reference = SkillReference(request.name)
    return try await services.working { _ in
      let store = try services.skillsForReading()
      let skill = try await store.skill(reference.name, version: reference.version)
      let manifest = try await store.manifest(of: skill.name, version: skill.version)
      let tree = try await store.tree(of: skill.name, version: skill.version)
      let package = SkillPackage(tree, form: skill.form, folderName: skill.name)
      var fields = manifest.fields
      // It may have moved since it was added.
      fields["status"] = skill.status.rawValue
      let files = tree.files.map {
        ShownSkill.File(
          path: $0.path, bytes: $0.content.count, sha256: $0.sha256, isExecutable: $0.isExecutable)
      }
      return ShownSkill(
        skill: skill, fields: fields, body: package.body, files: files,
        versions: try await store.versions(of: skill.name).filter { $0.version != skill.version },
        missing: try await RequirementCheck(store).findings(manifest, file: "").map(\.message))
    }
  }
}
