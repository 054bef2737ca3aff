import IpaiGit
import IpaiMemory

/// Finds the conversations about commits and files of a repository, each once.
struct ConversationsAbout {
  private let store: any MemoryStore
  /// The git directory that its work trees share.
  private let repository: String?
  private var shown: Set<String> = []
  private var repositories: [String: String?] = [:]

  /// Looks among the conversations of `store` for those about the repository at this path.
  init(_ store: any MemoryStore, in repository: String) {
    self.store = store
    self.repository = Self.commonDirectory(repository)
  }

  /// The conversations that are linked to any of the targets, latest first; those that cite some of `lines` come before others.
  /// A conversation that was found before is left out.
  mutating func conversations(
    about kind: LinkKind, _ targets: [String], lines: ClosedRange<Int>? = nil, most: Int
  ) async throws -> [LinkedConversation] {
    let links = try await store.links(to: kind, targets: targets, limit: 100 + 10 * most)
    let near = links.filter { Self.overlaps($0, lines) }
    let others = links.filter { !Self.overlaps($0, lines) }
    var found: [LinkedConversation] = []
    for link in near + others where !shown.contains(link.sessionID) {
      if let place = found.firstIndex(where: { $0.sessionID == link.sessionID }) {
        found[place].add(link)
      } else if found.count < most, let conversation = try await store.conversation(link.sessionID),
        conversation.archived == nil, isHere(conversation)
      {
        found.append(try await LinkedConversation(conversation, link, in: store))
      }
    }
    shown.formUnion(found.map(\.sessionID))
    return found
  }

  private static func overlaps(_ link: MemoryLink, _ lines: ClosedRange<Int>?) -> Bool {
    guard let lines, let cited = link.lines else { return false }
    return lines.overlaps(cited)
  }

  /// False for a conversation that was held in another repository: paths such as README.md are in many. Work trees of one
  /// repository are one.
  private mutating func isHere(_ conversation: StoredConversation) -> Bool {
    guard let workspace = conversation.context["workspace"], workspace.hasPrefix("/") else { return true }
    let directory = repositories[workspace] ?? Self.commonDirectory(workspace)
    repositories[workspace] = directory
    return directory == nil || directory == repository
  }

  private static func commonDirectory(_ folder: String) -> String? {
    do {
      let git = try GitRepository(containing: folder)
      return git.commonDirectory
    } catch { return nil }
  }
}
