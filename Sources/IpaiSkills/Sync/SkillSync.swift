package import IpaiCore

/// Brings the registry up to what folders hold: the folders are the source of truth.
package struct SkillSync {
  private let store: any SkillStore
  private let author: String
  private let date: Timestamp
  private let isCancelled: () -> Bool
  private var summary = SkillSyncSummary()

  /// Works on `store`; what changes is recorded as the work of `author` at `date`.
  package init(
    _ store: any SkillStore, by author: String, at date: Timestamp, isCancelled: @escaping () -> Bool = { false }
  ) {
    self.store = store
    self.author = author
    self.date = date
    self.isCancelled = isCancelled
  }

  /// Adds and updates the skills at or beneath the paths, which are absolute, and reports those that have vanished from there;
  /// with `prunes`, they are retired.
  ///
  /// Throws `IpaiError`: `.notFound` for a path that does not exist, `.interrupted` when cancelled before anything is stored, `.conflict`
  /// where all of a path would be retired in a store that machines share.
  package consuming func run(_ paths: [String], prunes: Bool) async throws -> SkillSyncSummary {
    var additions: [SkillAddition] = []
    var missing: [StoredSkill] = []
    var lost: [(path: String, names: Set<String>)] = []
    for path in paths {
      let discovery = try SkillDiscovery(beneath: path)
      for place in discovery.unreadable {
        let error = IpaiError(.denied, "\(place.path) cannot be read: \(place.reason)")
        summary.refused.append(RefusedSkill(path: place.path, error))
      }
      let known = try await store.sources(beneath: path)
      for place in discovery.skills {
        if isCancelled() { throw IpaiError(.interrupted, "interrupted; nothing was changed") }
        if let addition = read(place, known[place]) { additions.append(addition) }
      }
      // What lies in a folder that cannot be read may still be there.
      guard discovery.unreadable.isEmpty else { continue }
      let names = Set(known.values.filter { $0.status != .deprecated }.map(\.name))
      if !names.isEmpty, Set(known.keys).isDisjoint(with: discovery.skills) { lost.append((path, names)) }
      missing += Set(known.keys).subtracting(discovery.skills).sorted().compactMap { known[$0] }
    }
    // A skill whose folder was moved is read at its new place.
    let moved = Set(additions.map(\.manifest.name.text))
    if prunes { try check(lost.filter { $0.names.isDisjoint(with: moved) }) }
    try await retire(missing.filter { !moved.contains($0.name) }, prunes)
    try await add(additions)
    return summary
  }

  /// Another machine may have others at a path of which nothing is there. Throws `IpaiError(.conflict)`.
  private func check(_ lost: [(path: String, names: Set<String>)]) throws {
    guard store.sharing == .unnamed, let first = lost.first else { return }
    let count = first.names.count == 1 ? "the skill" : "any of the \(first.names.count) skills"
    throw IpaiError(
      .conflict, "\(first.path) does not have \(count) that the registry has of it; nothing was changed",
      hint: """
        if they are those of another machine, give this one a name with IPAI_MACHINE; to retire one of them: \
        ipai skills set-status \(first.names.min() ?? "NAME") deprecated
        """)
  }

  /// Adds one skill, whose requirements must not lead back to it. Throws `IpaiError`.
  package consuming func run(_ skill: SkillAddition) async throws -> SkillSyncSummary {
    try await add([skill])
    return summary
  }

  /// The skill at a path; nil when it is as it is stored, or has errors.
  private mutating func read(_ path: String, _ known: StoredSkill?) -> SkillAddition? {
    do {
      let source = try SkillSource(path)
      if let known, known.digest == source.tree.digest.description, source.findings.isEmpty {
        summary.unchanged += 1
        return nil
      }
      return try SkillAddition(SkillPackage(source), source: path)
    } catch let error as IpaiError {
      summary.refused.append(RefusedSkill(path: path, error))
    } catch {
      summary.refused.append(RefusedSkill(path: path, IpaiError(.internal, "\(error)")))
    }
    return nil
  }

  private mutating func add(_ additions: [SkillAddition]) async throws {
    let cyclic = try await RequirementCycles(store).names(among: additions)
    let accepted = additions.filter { !cyclic.contains($0.manifest.name.text) }
    for refused in additions where cyclic.contains(refused.manifest.name.text) {
      let error = IpaiError(
        .conflict, "skill '\(refused.manifest.name)' needs a skill that needs it in turn",
        hint: "remove one of the requirements")
      summary.refused.append(RefusedSkill(path: refused.source ?? "", error))
    }
    guard !accepted.isEmpty else { return }
    for (addition, result) in zip(accepted, try await store.add(accepted, by: author, at: date)) {
      switch result {
      case .success(let added) where added.change == .unchanged: summary.unchanged += 1
      case .success(let added): summary.changed.append(added)
      case .failure(let error): summary.refused.append(RefusedSkill(path: addition.source ?? "", error))
      }
    }
  }

  private mutating func retire(_ skills: [StoredSkill], _ prunes: Bool) async throws {
    for skill in skills where skill.status != .deprecated {
      summary.vanished.append(skill.name)
      guard prunes else { continue }
      _ = try await store.setStatus(
        skill.name, version: skill.version, to: .deprecated, by: author, at: date, reason: "its source is gone")
      summary.retired.append(skill.name)
    }
  }
}
