import Foundation
import IpaiActions
import IpaiCore
import IpaiSkills
import MCP

/// Commits, conversations and the files of skills, each at an address of its own.
struct StoreResources: Sendable {
  private let services: Services

  /// How many addresses are looked through to complete one.
  private static let looked = 1_000

  /// Resources of these services.
  init(_ services: Services) { self.services = services }

  /// The address of a conversation.
  static func address(ofConversation id: String) -> String {
    "ipai://memory/" + (id.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? id)
  }

  /// The forms of the addresses.
  var templates: [ResourceTemplate] { [commits, conversations, skillFiles] }

  private var commits: ResourceTemplate {
    ResourceTemplate(
      "ipai://commit/{id}", name: "commit", title: "Commit",
      description: "A commit of the index: its message, its files and the conversations about it.",
      mimeType: Self.mimeType, complete: { _, typed, _ in try await commitIDs(typed) },
      read: { uri, variables, _ in
        try await text(uri, ActionEntry(CommitsShowAction.self), ["revision": .string(variables["id"] ?? "")])
      })
  }

  private var conversations: ResourceTemplate {
    ResourceTemplate(
      "ipai://memory/{+id}", name: "conversation", title: "Conversation",
      description: "A conversation or a note, with what it was about.", mimeType: Self.mimeType,
      complete: { _, typed, _ in try await sessionIDs(typed) },
      read: { uri, variables, _ in
        try await text(uri, ActionEntry(MemoryShowAction.self), ["session_id": .string(variables["id"] ?? "")])
      })
  }

  private var skillFiles: ResourceTemplate {
    ResourceTemplate(
      "skill://{name}/{+path}", name: "skill file", title: "File of a skill",
      description: "A file of a skill: its SKILL.md, or one that it refers to.",
      complete: { name, typed, others in
        name == "name" ? try await skillNames(typed) : try await paths(of: others["name"] ?? "", typed)
      },
      read: { uri, variables, _ in
        guard let files = try await services.skillFiles(variables["name"] ?? "") else { return nil }
        return files.first { $0.path == variables["path"] }.map { [SkillContents.of($0, at: uri)] }
      })
  }

  private static let mimeType = "text/markdown"

  /// The outcome of an action as text for a model; nil when there is nothing at the address.
  private func text(_ uri: String, _ action: ActionEntry, _ fields: JSON) async throws -> [ResourceContents]? {
    do {
      let outcome = try JSON(parsing: await action.run(fields.encoded, in: services))
      return [ResourceContents(uri: uri, mimeType: Self.mimeType, text: DataFence.text(outcome))]
    } catch let error as IpaiError where [.notFound, .usage].contains(error.code) {
      return nil
    } catch let error as IpaiError {
      throw ToolFailure(error.message)
    }
  }

  private func commitIDs(_ typed: String) async throws -> [String] {
    let fields: JSON = ["all_repos": true, "max_results": .integer(Self.looked)]
    return try await ids(ActionEntry(CommitsListAction.self), fields, list: "commits", key: "commit")
      .filter { $0.hasPrefix(typed.lowercased()) }
  }

  private func sessionIDs(_ typed: String) async throws -> [String] {
    try await ids(
      ActionEntry(MemoryListAction.self), ["max_results": .integer(Self.looked)], list: "conversations",
      key: "session_id"
    ).filter { typed.isEmpty || $0.contains(typed) }
  }

  private func ids(_ action: ActionEntry, _ fields: JSON, list: String, key: String) async throws -> [String] {
    do {
      let outcome = try JSON(parsing: await action.run(fields.encoded, in: services))
      return (outcome[list]?.array ?? []).compactMap { $0[key]?.string }
    } catch let error as IpaiError where error.code == .notFound {
      return []
    }
  }

  private func skillNames(_ typed: String) async throws -> [String] {
    try await services.currentSkills().map(\.name).filter { $0.hasPrefix(typed) }
  }

  private func paths(of skill: String, _ typed: String) async throws -> [String] {
    (try await services.skillFiles(skill) ?? []).map(\.path).filter { $0.hasPrefix(typed) }
  }
}
