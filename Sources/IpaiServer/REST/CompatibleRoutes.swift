import Foundation
import IpaiActions
import MCP

extension CompatibleRoute {
  /// The routes, with the names that people's scripts use. Lists are bare arrays.
  static let all: [CompatibleRoute] = replaced + advisor

  private static let replaced: [CompatibleRoute] = [
    CompatibleRoute(route: Route(.get, "/status"), action: ActionEntry(StatusAction.self)),
    CompatibleRoute(
      route: Route(.get, "/skills"), action: ActionEntry(SkillsListAction.self),
      renamed: ["limit": "max_results", cursor: "after"], request: CompatibleSkill.listed,
      answer: .list(of: "skills", CompatibleSkill.shape), schema: CompatibleSchema.list(of: CompatibleSchema.skill)),
    CompatibleRoute(
      route: Route(.post, "/skills"), action: ActionEntry(SkillsAddAction.self), request: CompatibleSkill.added,
      answer: .outcome(of: ActionEntry(SkillsShowAction.self), fields: CompatibleSkill.named, CompatibleSkill.shown),
      body: CompatibleSchema.newSkill, example: CompatibleSchema.exampleSkill, schema: CompatibleSchema.skill),
    CompatibleRoute(
      route: Route(.get, "/skills/{name}"), action: ActionEntry(SkillsShowAction.self),
      answer: .shaped(CompatibleSkill.shown), schema: CompatibleSchema.skill),
    CompatibleRoute(
      route: Route(.get, "/conversations"), action: ActionEntry(MemoryExportAction.self),
      renamed: ["session_id": "session", "user_id": "user", "limit": "max_results", cursor: "after"],
      answer: .list(of: "conversations", conversation), schema: CompatibleSchema.list(of: CompatibleSchema.conversation)
    ),
    CompatibleRoute(
      route: Route(.post, "/conversations"), action: ActionEntry(MemoryAddAction.self),
      request: { ["conversations": [added($0)]] }, answer: .only(of: "conversations", conversation),
      body: CompatibleSchema.newConversation, example: CompatibleSchema.exampleConversation,
      schema: CompatibleSchema.conversation),
    CompatibleRoute(route: Route(.get, "/conversations/{session_id}"), action: ActionEntry(MemoryShowAction.self)),
    CompatibleRoute(
      route: Route(.get, "/commits"), action: ActionEntry(CommitsListAction.self),
      renamed: ["limit": "max_results", cursor: "after"], request: inAllRepositories,
      answer: .list(of: "commits", commit), schema: CompatibleSchema.list(of: CompatibleSchema.commit)),
    CompatibleRoute(
      route: Route(.get, "/rag/search"), action: ActionEntry(RagSearchAction.self), renamed: searching,
      request: inAllRepositories),
    CompatibleRoute(
      route: Route(.post, "/rag/search"), action: ActionEntry(RagSearchAction.self), renamed: searching,
      request: inAllRepositories),
    CompatibleRoute(
      route: Route(.post, "/memory/recall"), action: ActionEntry(MemoryRecallAction.self), renamed: ["q": "query"]),
  ]

  private static let searching = ["q": "query", "limit": "max_results", cursor: "after"]

  /// Scripts that name no repository mean all that are indexed: a server does not stand in one.
  private static func inAllRepositories(_ request: JSON) -> JSON {
    guard var members = request.object, members["repo"] == nil, members["all_repos"] == nil else { return request }
    members["all_repos"] = true
    return .object(members)
  }

  /// A conversation that is to be stored. Its id is that of its session; where it has neither, it gets a new one.
  private static func added(_ conversation: JSON) -> JSON {
    guard var members = conversation.object?.filter({ !$0.value.isNull }) else { return conversation }
    let id = members.removeValue(forKey: "id")
    members["session_id"] = members["session_id"] ?? id ?? .string(UUID().uuidString.lowercased())
    // An id that is no text is refused, even beside a session that is one.
    if let id, id.string == nil { members["session_id"] = id }
    members["messages"] = members["messages"] ?? []
    if let context = members["context"]?.object { members["context"] = .object(context.mapValues(text)) }
    return .object(members)
  }

  /// A value as text: those of a context are texts.
  private static func text(_ value: JSON) -> JSON {
    if case .string = value { return value }
    return .string(String(decoding: value.encoded, as: UTF8.self))
  }

  /// A conversation under its old keys, which had an id of their own beside that of the session.
  private static func conversation(_ conversation: JSON) -> JSON {
    var members = conversation.object ?? [:]
    members["id"] = conversation["session_id"]
    return .object(members)
  }

  /// A commit under its old keys.
  private static func commit(_ commit: JSON) -> JSON {
    [
      "id": commit["commit"] ?? .null, "commit_hash": commit["commit"] ?? .null,
      "author": commit["author"]?["name"] ?? .null, "commit_message": commit["subject"] ?? .null,
      "files_changed": commit["paths"] ?? [], "commit_date": commit["authored"] ?? .null,
    ]
  }
}
