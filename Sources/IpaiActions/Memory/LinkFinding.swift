import Foundation
import IpaiCore
import IpaiGit
import IpaiMemory
import IpaiSkills

/// Finds what conversations refer to: commits, which may or may not be in the index, files of the repository, and skills.
struct LinkFinding {
  private let skills: Set<String>
  private let folder: String?
  private var roots: [String: String?] = [:]
  /// How sure a link is that was found in a text.
  private static let confidence = 0.8

  /// Looks in the repository that the caller of `services` stands in. `skills` are the names of all skills.
  init(_ services: Services, skills: Set<String>) {
    self.skills = skills
    folder = services.folder
  }

  /// The links of a conversation's messages. The same thing is linked once for each message that mentions it. The ids of commits are as
  /// they were written, and may be none.
  mutating func links(in conversation: PreparedConversation) -> [MemoryLink] {
    let folder = conversation.context["workspace"] ?? folder
    var links: [MemoryLink] = []
    for message in conversation.messages {
      for passage in message.passages {
        let candidates = LinkCandidates(in: passage.text)
        for word in candidates.commits { links.append(link(conversation, message, .commit, word)) }
        for file in candidates.files where Self.exists(file.target, in: root(of: folder)) {
          links.append(link(conversation, message, to: file))
        }
        for name in candidates.names where skills.contains(name) {
          links.append(link(conversation, message, .skill, name))
        }
      }
    }
    return links
  }

  private func link(
    _ conversation: PreparedConversation, _ message: PreparedMessage, _ kind: LinkKind, _ target: String
  ) -> MemoryLink {
    MemoryLink(
      sessionID: conversation.sessionID, message: message.id, kind: kind, target: target,
      confidence: Self.confidence, origin: .found)
  }

  private func link(
    _ conversation: PreparedConversation, _ message: PreparedMessage, to file: LinkTarget
  ) -> MemoryLink {
    MemoryLink(
      sessionID: conversation.sessionID, message: message.id, kind: .file, target: file.target,
      revision: file.revision, lines: file.lines, confidence: Self.confidence, origin: .found)
  }

  /// The work tree that holds a folder; nil when it is in none. To be asked for only where a file may be meant: to find it,
  /// libgit2 starts and reads all certificates of the system, which takes longer than anything else that is done for a note.
  private mutating func root(of folder: String?) -> String? {
    guard let folder, folder.hasPrefix("/") else { return nil }
    if let known = roots[folder] { return known }
    let root = try? GitRepository(containing: folder).path
    roots[folder] = root
    return root
  }

  private static func exists(_ path: String, in root: String?) -> Bool {
    guard let root else { return false }
    return PathText.withCString("\(root)/\(path)") { access($0, F_OK) } == 0
  }
}
