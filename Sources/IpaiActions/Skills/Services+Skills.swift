import IpaiCore
import IpaiDatabase
import IpaiSearch
package import IpaiSkills

extension Services {
  /// The skills, for writing.
  func skillsForWriting() throws -> any SkillStore {
    if let shared = try sharedStore() { return PostgresSkillStore(shared) }
    return SQLiteSkillStore(try databaseForWriting())
  }

  /// The names of all skills. Throws `IpaiError`.
  func skillNames() async throws -> Set<String> { try await skillsForWriting().names() }

  /// The skills, for reading; nil when there is no database yet.
  func skillsIfAny() throws -> (any SkillStore)? {
    if let shared = try sharedStore() { return PostgresSkillStore(shared) }
    return try databaseForReading().map { SQLiteSkillStore($0) }
  }

  /// The skills, for reading. Throws `IpaiError(.notFound)` when there is no database yet.
  func skillsForReading() throws -> any SkillStore {
    guard let store = try skillsIfAny() else {
      throw IpaiError(
        .notFound, "there are no skills yet: there is no database at \(databasePath)",
        hint: "add some first: ipai skills sync DIR")
    }
    return store
  }

  /// The search of skills; nil when there is no database yet.
  func skillSearch() throws -> (any SearchIndex)? {
    try fixedIndexes()?.first { $0.corpus == CorpusLayout.skills.name }
  }

  /// Computes the vectors that skills lack, where a model is installed; returns how many were computed.
  func embedSkills(isCancelled: @escaping @Sendable () -> Bool) async throws -> Int {
    guard configuration.embeddings, let encoder = try installedEncoder() else { return 0 }
    if let shared = try sharedStore() {
      return try await PostgresVectorFilling(shared, .skills, encoder, isCancelled: isCancelled).run(
        report: reportMeaning)
    }
    return try SkillEmbedding(databaseForWriting(), encoder, isCancelled: isCancelled).run(report: reportMeaning)
  }

  /// The latest version of each skill that is not retired, by name. Throws `IpaiError`.
  package func currentSkills() async throws -> [StoredSkill] {
    try await working { [self] _ in
      var skills: [StoredSkill] = []
      let current = Set(SkillStatus.allCases).subtracting([.deprecated])
      _ = try await skillsIfAny()?.list(current, PageRequest(maxResults: nil, after: nil)) { skills.append($0) }
      return skills
    }
  }

  /// The files of the latest version of a skill; nil when there is no such skill. Throws `IpaiError`.
  package func skillFiles(_ name: String) async throws -> [SkillFile]? {
    try await working { [self] _ in
      do { return try await skillsIfAny()?.tree(of: name, version: nil).files } catch let error as IpaiError
        where error.code == .notFound
      {
        return nil
      }
    }
  }
}
