import IpaiCore
package import IpaiSkills

/// `skills history`: the moves of a skill's versions.
package enum SkillsHistoryAction: Action {
  /// Which skill.
  package struct Request: ActionRequest {
    package var name = ""

    package init() {}
  }

  /// The moves.
  package struct Outcome: ListOutcome, Equatable {
    /// Oldest first.
    package var items: [SkillStatusChange]

    enum CodingKeys: String, CodingKey {
      case items = "changes"
    }
  }

  package static let name = ActionName("skills", "history")
  package static let effect = Effect.read
  package static let route = Route(.get, "/skills/{name}/history")
  package static let summary = "List the moves of a skill's versions from one status to another."
  package static let fields: [Field<Request>] = [
    .required("name", \.name, maxBytes: 255, "The name of the skill, or name@version for one of its versions.")
  ]
  package static var example: Request {
    var request = Request()
    request.name = "deploy-check"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    let reference = SkillReference(request.name)
    return try await services.working { _ in
      let store = try services.skillsForReading()
      var changes = try await store.history(of: reference.name)
      if let version = reference.version {
        _ = try await store.skill(reference.name, version: version)
        changes.removeAll { $0.version != version }
      }
      return Outcome(items: changes)
    }
  }
}
