import Foundation
import IpaiCore
import IpaiSkills

/// Gets skills, verifies them, and places them: nothing is written before everything has been verified.
package struct SkillInstallation: Sendable {
  /// A skill that was installed.
  package struct Result: Sendable {
    /// Its entry in the lock file.
    package let entry: SkillsLock.Skill
    /// Where it is in its life; nil where nobody says.
    package let status: String?
    /// What became of it.
    package let outcome: InstallOutcome
  }

  private struct Verified: Sendable {
    let entry: SkillsLock.Skill
    let status: String?
    let tree: SkillTree
  }

  private let folder: String
  private let lockPath: String
  private let overwrites: Bool
  private let isCancelled: @Sendable () -> Bool

  /// Installs into `folder`, with the lock file at `lockPath`. Folders that were changed by hand are replaced if
  /// `overwrites`.
  package init(
    into folder: String, lockPath: String, overwrites: Bool, isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.folder = folder
    self.lockPath = lockPath
    self.overwrites = overwrites
    self.isCancelled = isCancelled
  }

  /// Installs what is wanted from a supply, and writes the lock file. `source` is what that calls the supply. Throws
  /// `IpaiError`.
  package func install(_ wanted: [WantedSkill], from supply: any SkillSupply, as source: String) async throws
    -> [Result]
  {
    _ = try SkillsLock.read(lockPath)
    var skills: [Verified] = []
    for wish in wanted {
      let offered = try await supply.offer(wish)
      skills.append(try await verified(offered, from: supply, as: source, asked: wish.asked))
    }
    return try await place(skills, isLocked: false)
  }

  /// Installs exactly what the lock file names: all, or the skills `names`. `supply` gives what an entry came from.
  ///
  /// Throws `IpaiError`: `.notFound` without a lock file, or for a name that is not in it, and `.conflict` where that
  /// has other files now.
  package func reproduce(_ names: [String], from supply: (SkillsLock.Skill) async throws -> any SkillSupply)
    async throws
    -> [Result]
  {
    guard let lock = try SkillsLock.read(lockPath) else {
      throw IpaiError(
        .notFound, "there is no lock file at \(lockPath)",
        hint: "install without --locked first, or name it with --lock")
    }
    let entries = try names.isEmpty ? lock.skills : names.map { try Self.entry($0, lock, lockPath) }
    var skills: [Verified] = []
    for entry in entries { skills.append(try await reproduced(entry, from: supply(entry))) }
    return try await place(skills, isLocked: true)
  }

  private static func entry(_ name: String, _ lock: SkillsLock, _ path: String) throws -> SkillsLock.Skill {
    guard let entry = lock[name] else {
      throw IpaiError(
        .notFound, "the lock file \(path) has no '\(name.prefix(80))'", hint: "leave out --locked to add it")
    }
    return entry
  }

  private func reproduced(_ entry: SkillsLock.Skill, from supply: any SkillSupply) async throws -> Verified {
    var offered: OfferedSkill
    do {
      offered = try await supply.offer(WantedSkill(name: entry.name, version: entry.version))
    } catch let error as IpaiError where error.code == .notFound {
      // An index of another program has no versions; the digest tells whether it is the same.
      guard let only = try? await supply.offer(WantedSkill(entry.name)), only.version == nil else { throw error }
      offered = only
    }
    if offered.digest == nil, offered.artifact != entry.artifact { throw Self.changed(entry, supply.place) }
    if let digest = offered.digest, digest != entry.digest { throw Self.changed(entry, supply.place) }
    offered.digest = entry.digest
    offered.files = entry.files
    var found = try await verified(offered, from: supply, as: entry.source, asked: entry.requested)
    found = Verified(entry: entry, status: found.status, tree: found.tree)
    return found
  }

  private static func changed(_ entry: SkillsLock.Skill, _ place: String) -> IpaiError {
    IpaiError(
      .conflict, "\(entry.name) \(entry.version) of \(place) has other files than the lock file names",
      hint: "look at what has changed, and leave out --locked to take it")
  }

  private func verified(
    _ offered: OfferedSkill, from supply: any SkillSupply, as source: String, asked: String?
  ) async throws -> Verified {
    if isCancelled() { throw IpaiError(.interrupted, "interrupted; nothing was installed") }
    let tree = try await supply.tree(of: offered)
    let manifest = try offered.checked(tree, from: supply.place)
    let entry = SkillsLock.Skill(
      name: offered.name, version: offered.version ?? manifest.version.description, requested: asked, source: source,
      artifact: offered.artifact, digest: tree.digest.description, files: tree.files.map(DiscoveredFile.init))
    return Verified(entry: entry, status: offered.status, tree: tree)
  }

  private func place(_ skills: [Verified], isLocked: Bool) async throws -> [Result] {
    if isCancelled() { throw IpaiError(.interrupted, "interrupted; nothing was installed") }
    var placement = try await SkillPlacement(folder)
    removeUnfinishedLocks()
    // Somebody else may have written it while this waited for the folder.
    let known = try SkillsLock.read(lockPath) ?? SkillsLock()
    var next = known
    next.replace(skills.map(\.entry))
    let outcomes = try placement.place(
      skills.map { SkillPlacement.Item(name: $0.entry.name, tree: $0.tree) }, known: known, next: next,
      overwriting: overwrites
    ) {
      guard !isLocked, next != known else { return }
      try FileReplacement.write(next.file(), to: lockPath, permissions: 0o644)
    }
    return skills.map {
      Result(entry: $0.entry, status: $0.status, outcome: outcomes[$0.entry.name] ?? .unchanged)
    }
  }

  /// Removes what runs left that were killed while they wrote the lock file, where that is in the folder, which nobody
  /// else changes now.
  private func removeUnfinishedLocks() {
    guard lockPath == "\(folder)/\(SkillsLock.name)" else { return }
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where name.hasPrefix(SkillsLock.name + ".") && UUID(uuidString: String(name.suffix(36))) != nil {
      unlink("\(folder)/\(name)")
    }
  }
}
