import IpaiCore
package import IpaiSearch
import IpaiSkills

/// `skills find`: finds skills by what they do.
package enum SkillsFindAction: ListAction {
  /// What to find.
  package struct Request: PageFields {
    package var query = ""
    package var mode: SearchMode?
    package var maxResults: Int?
    package var after: String?
    package var explain = false

    package init() {}
  }

  package typealias Outcome = FoundSkills

  package static let name = ActionName("skills", "find")
  package static let effect = Effect.read
  package static let route = Route(.get, "/skills/find")
  package static let summary = "Find skills by what they do."
  package static let fields: [Field<Request>] =
    [
      .required("query", \.query, maxBytes: 1 << 20, "What is to be done."),
      .choice(
        "mode", \.mode, fallback: "hybrid where skills have vectors",
        "How to find: hybrid (by words and meaning), lexical (by words) or vector (by meaning)."),
    ] + Request.pageFields + [
      .flag("explain", \.explain, "Say what each field and term gave to the score.")
    ]
  package static var example: Request {
    var request = Request()
    request.query = "check a deployment before the release"
    return request
  }

  package static func list(
    _ request: Request, _ extent: ListExtent, in services: Services,
    _ take: @escaping @Sendable (FoundSkill) throws -> Void
  ) async throws -> FoundSkills {
    var search = SearchRequest(
      query: request.query, maxResults: request.maxResults ?? services.configuration.maxResults, mode: request.mode)
    search.isUnlimited = extent == .all
    search.after = request.after
    let asked = search
    return try await services.working { _ in
      _ = try services.skillsForReading()
      guard let index = try services.skillSearch() else {
        return FoundSkills(request.query, .init(coverage: [], isQueryCut: false))
      }
      let findings = try await CorporaSearch([index]).run(asked) { hit in
        guard let found = hit.payload as? StoredSkill else { return }
        try take(FoundSkill(hit, found, explains: request.explain))
      }
      return FoundSkills(request.query, findings)
    }
  }
}
