import IpaiCore
package import IpaiSkills

/// `skills list`: the skills, by name.
package enum SkillsListAction: ListAction {
  /// Which skills to list.
  package struct Request: PageFields {
    package var status: [SkillStatus] = []
    package var maxResults: Int?
    package var after: String?

    package init() {}
  }

  package typealias Outcome = SkillPage

  package static let name = ActionName("skills", "list")
  package static let effect = Effect.read
  package static let dependsOnDatabaseAlone = true
  package static let route = Route(.get, "/skills")
  package static let summary = "List the latest version of each skill, by name."
  package static let fields: [Field<Request>] =
    [.choices("status", \.status, "Only skills whose latest version has this status.")] + Request.pageFields
  package static var example: Request {
    var request = Request()
    request.status = [.approved, .stable]
    return request
  }

  package static func list(
    _ request: Request, _ extent: ListExtent, in services: Services,
    _ take: @escaping @Sendable (StoredSkill) throws -> Void
  ) async throws -> SkillPage {
    let page = request.page(extent, services)
    return try await services.working { _ in
      var outcome = SkillPage()
      outcome.next = try await services.skillsForReading().list(Set(request.status), page, take)
      return outcome
    }
  }
}
