import IpaiCore
import IpaiMemory
import IpaiSkills

/// Finds the skills that conversations name, with the versions of that time.
struct SkillsInUse {
  private let memory: any MemoryStore
  private let skills: (any SkillStore)?

  /// `skills` is nil where there is no registry.
  init(_ memory: any MemoryStore, _ skills: (any SkillStore)?) {
    self.memory = memory
    self.skills = skills
  }

  /// The skills that the conversations are linked to, each once, for the latest conversation that names it.
  func skills(of conversations: [LinkedConversation]) async throws -> [WhyAnswer.Skill] {
    var found: [WhyAnswer.Skill] = []
    for conversation in conversations.sorted(by: { $0.date > $1.date }) {
      for link in try await memory.links(of: conversation.sessionID) where link.kind == .skill {
        guard !found.contains(where: { $0.name == link.target }) else { continue }
        let version = try await version(of: link.target, at: conversation.date)
        found.append(
          WhyAnswer.Skill(
            name: link.target, version: version?.version, status: version?.status,
            sessionID: conversation.sessionID))
      }
    }
    return found
  }

  /// The version that was the latest one at a time; nil when there was none.
  private func version(of name: String, at date: Timestamp) async throws -> StoredSkill? {
    guard let skills else { return nil }
    do { return try await skills.versions(of: name).first { $0.added <= date } } catch let error as IpaiError
      where error.code == .notFound
    { return nil }
  }
}
