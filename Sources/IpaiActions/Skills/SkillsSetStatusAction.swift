import IpaiCore
package import IpaiSkills

/// `skills set-status`: moves a version to another status.
package enum SkillsSetStatusAction: Action {
  /// Which version, and where to.
  package struct Request: ActionRequest {
    package var name = ""
    package var status: SkillStatus?
    package var reason = ""
    package var by: String?

    package init() {}
  }

  package static let name = ActionName("skills", "set-status")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/skills/status")
  package static let summary = "Move a version of a skill to another status."
  package static let fields: [Field<Request>] = [
    .required("name", \.name, maxBytes: 255, "The name of the skill, or name@version."),
    .requiredChoice("status", \.status, "The new status."),
    .required("reason", \.reason, maxBytes: 4_096, "Why, for the record."),
    .text("by", \.by, maxBytes: 255, "Who moves it, for the record.", fallback: "unknown"),
  ]
  package static var example: Request {
    var request = Request()
    request.name = "deploy-check@1.2.0"
    request.status = .testing
    request.reason = "complete"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> StoredSkill {
    guard let status = request.status else { throw IpaiError(.usage, "status is missing") }
    let reference = SkillReference(request.name)
    let date = Timestamp(services.now())
    return try await services.working { _ in
      _ = try services.skillsForReading()
      return try await services.skillsForWriting().setStatus(
        reference.name, version: reference.version, to: status, by: request.by ?? "unknown", at: date,
        reason: request.reason)
    }
  }
}
