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

  /// The version in force of each skill that was promoted, and the latest one of each other that is not retired, by name.
  ///
  /// Throws `IpaiError`.
  package func currentSkills() async throws -> [StoredSkill] {
    try await working { [self] _ in
      guard let store = try skillsIfAny() else { return [] }
      let promoted = try await promotedVersions()
      var skills: [StoredSkill] = []
      _ = try await store.list([], PageRequest(maxResults: nil, after: nil)) { skill in
        if promoted[skill.name] == nil, skill.status != .deprecated { skills.append(skill) }
      }
      for (name, version) in promoted {
        guard let version, let skill = try await found({ try await store.skill(name, version: version) }) else {
          continue
        }
        skills.append(skill)
      }
      return skills.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
  }

  /// The files of a version of a skill; without one, of that in force, and of the latest one where none was promoted. Nil when there is no
  /// such skill. Throws `IpaiError`.
  package func skillFiles(_ name: String, version: String? = nil) async throws -> [SkillFile]? {
    try await working { [self] _ in
      guard let store = try skillsIfAny() else { return nil }
      var version = version
      if version == nil, let promoted = try await promotedVersions()[name] {
        guard let inForce = promoted else { return nil }
        version = inForce
      }
      return try await found { [version] in try await store.tree(of: name, version: version) }?.files
    }
  }

  private func found<Value>(_ look: () async throws -> Value) async throws -> Value? {
    do { return try await look() } catch let error as IpaiError where error.code == .notFound { return nil }
  }
}
