import IpaiCore
package import IpaiSkills

/// `skills diff`: what differs between two versions of a skill.
package enum SkillsDiffAction: Action {
  /// Which versions.
  package struct Request: ActionRequest {
    package var name = ""
    package var from = ""
    package var to = ""

    package init() {}
  }

  /// What differs.
  package struct Outcome: Codable, Sendable, Equatable {
    /// A file that differs.
    package struct File: Codable, Sendable, Equatable {
      /// What happened to it.
      package var kind: SkillFileChange.Kind
      /// Its path.
      package var path: String
      /// Its mode before; nil when it was added.
      package var oldMode: String?
      /// Its mode now; nil when it was removed.
      package var newMode: String?
      /// The lines that differ, as a unified diff; nil when the content is the same or not text.
      package var diff: String?

      enum CodingKeys: String, CodingKey {
        case kind, path, diff
        case oldMode = "old_mode"
        case newMode = "new_mode"
      }
    }

    /// The name of the skill.
    package var name: String
    /// The version that is compared.
    package var from: String
    /// The version that it is compared with.
    package var to: String
    /// The fields that differ.
    package var fields: [SkillFieldChange]
    /// The files that differ, by path.
    package var files: [File]
  }

  package static let name = ActionName("skills", "diff")
  package static let effect = Effect.read
  package static let route = Route(.get, "/skills/{name}/diff")
  package static let summary = "Show what differs between two versions of a skill."
  package static let fields: [Field<Request>] = [
    .required("name", \.name, maxBytes: 64, "The name of the skill."),
    .required("from", \.from, maxBytes: 128, "The earlier version."),
    .required("to", \.to, maxBytes: 128, "The later version."),
  ]
  package static var example: Request {
    var request = Request()
    request.name = "deploy-check"
    request.from = "1.1.0"
    request.to = "1.2.0"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try await services.working { _ in
      let store = try services.skillsForReading()
      let difference = SkillDifference(
        from: try await store.tree(of: request.name, version: request.from),
        try await store.manifest(of: request.name, version: request.from),
        to: try await store.tree(of: request.name, version: request.to),
        try await store.manifest(of: request.name, version: request.to))
      let files = difference.files.map {
        Outcome.File(kind: $0.kind, path: $0.path, oldMode: $0.oldMode, newMode: $0.newMode, diff: $0.diff)
      }
      return Outcome(
        name: request.name, from: request.from, to: request.to, fields: difference.fields, files: files)
    }
  }
}
