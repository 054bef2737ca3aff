import IpaiCore
import IpaiSkills

/// `skills new`: writes the skeleton of a skill.
package enum SkillsNewAction: Action {
  /// What it is called, and where it goes.
  package struct Request: ActionRequest {
    package var name = ""
    package var description: String?
    package var dir: String?

    package init() {}
  }

  /// What was written.
  package struct Outcome: Codable, Sendable, Equatable {
    /// The folder of the skill.
    package var path: String
    /// The paths of the files that were written, relative to it.
    package var written: [String]
  }

  package static let name = ActionName("skills", "new")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/skills/new")
  package static let summary = "Write the skeleton of a skill into a new folder."
  package static let fields: [Field<Request>] = [
    .required("name", \.name, maxBytes: 64, "The name of the skill, which is also that of its folder."),
    .text("description", \.description, maxBytes: 1_024, "What it does and when to use it."),
    .path("dir", \.dir, "The folder in which to make it."),
  ]
  package static var example: Request {
    var request = Request()
    request.name = "deploy-check"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    let name = try SkillName(request.name, in: .folder)
    guard let folder = request.dir ?? services.folder else {
      throw IpaiError(.usage, "dir is missing: name the folder in which to make the skill")
    }
    try services.roots?.checkWritable(folder)
    let path = "\(folder)/\(name)"
    return try await services.working { _ in
      let tree = SkillTemplate.tree(name, description: request.description)
      return Outcome(path: path, written: try SkillExport.write(tree, to: path).written)
    }
  }
}
