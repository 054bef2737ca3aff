import CFileExchange
import Foundation
import IpaiCore
import IpaiSkills

/// Puts whole skills into a folder: all of them, or none. Whatever fails, what was there before is there again.
struct SkillPlacement: ~Copyable {
  /// A skill to be placed.
  struct Item {
    /// Its name, which is that of its folder.
    let name: String
    /// Its files.
    let tree: SkillTree
  }

  /// What is there in the place of a skill.
  private enum Presence {
    case nothing
    /// The very files.
    case same
    /// What was installed, and may be replaced.
    case installed
  }

  private let path: String
  private let lock: FolderLock
  private let stage: String
  private var placed: [(name: String, wasThere: Bool)] = []
  /// What runs that were killed have left. It says what they placed, and so stays until the lock file says it.
  private var leftovers: [String] = []

  /// What names of folders for unfinished work begin with.
  private static let stagePrefix = ".ipai-install-"
  private static let journal = "journal.json"

  /// Opens the folder at `path`, which is made where it is not there, and waits until nobody else installs into it.
  /// Throws `IpaiError`.
  init(_ path: String) async throws {
    try Self.make(path)
    self.init(path, try await FolderLock(path))
  }

  private static func make(_ path: String) throws(IpaiError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw IpaiError(.denied, "cannot make the folder \(path)", hint: "check its permissions", cause: error)
    }
  }

  private init(_ path: String, _ lock: consuming FolderLock) {
    self.path = path
    self.lock = lock
    stage = "\(path)/\(Self.stagePrefix)\(UInt64.random(in: 0 ... .max))"
  }

  /// Places skills, and returns what became of them. `known` has the digests that the lock file gives; `finish` writes
  /// the lock file, and where it throws, everything is put back.
  ///
  /// Throws `IpaiError(.conflict)` where a folder was changed by hand and `overwrites` is not given.
  mutating func place(
    _ items: [Item], known: SkillsLock, next: SkillsLock, overwriting overwrites: Bool, finish: () throws -> Void
  ) throws -> [String: InstallOutcome] {
    let known = knownDigests(known)
    var outcomes: [String: InstallOutcome] = [:]
    var missing: [Item] = []
    for item in items {
      switch try presence(of: item, known[item.name] ?? [], overwrites) {
      case .same: outcomes[item.name] = .unchanged
      case .nothing:
        outcomes[item.name] = .installed
        missing.append(item)
      case .installed:
        outcomes[item.name] = .updated
        missing.append(item)
      }
    }
    do {
      try stageItems(missing, next)
      for item in missing { try swap(item.name) }
      try finish()
    } catch {
      putBack()
      removeStage()
      throw error
    }
    removeStage()
    for left in leftovers { try? FileManager.default.removeItem(atPath: left) }
    return outcomes
  }

  /// The digests that were installed, by name: those of the lock file, and those of a run that was killed before it
  /// wrote that.
  private mutating func knownDigests(_ lock: SkillsLock) -> [String: Set<String>] {
    var known: [String: Set<String>] = [:]
    var locks = [lock]
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    where name.hasPrefix(Self.stagePrefix) {
      let left = "\(path)/\(name)"
      if let journal = try? SkillsLock.read("\(left)/\(Self.journal)") { locks.append(journal) }
      leftovers.append(left)
    }
    for skill in locks.flatMap(\.skills) { known[skill.name, default: []].insert(skill.digest) }
    return known
  }

  private func presence(of item: Item, _ known: Set<String>, _ overwrites: Bool) throws -> Presence {
    let place = "\(path)/\(item.name)"
    guard let status = FileStatus(place, followsLinks: false) else { return .nothing }
    guard status.kind == .folder else {
      throw IpaiError(
        .conflict, "\(place) is a link or a file, and no folder", hint: "remove it, or install elsewhere with --into")
    }
    let source = try SkillSource(place)
    let hasGit = FileStatus("\(place)/.git", followsLinks: false) != nil
    let isWhole = source.findings.isEmpty && !hasGit
    if isWhole, source.tree.digest == item.tree.digest { return .same }
    if isWhole, known.contains(source.tree.digest.description) || overwrites { return .installed }
    if overwrites, !hasGit { return .installed }
    let why = known.isEmpty ? "is there already, and was not installed by ipai" : "was changed since it was installed"
    throw IpaiError(
      .conflict, "\(place) \(why)", hint: hasGit ? "it has a .git; move it away first" : "to replace it: --overwrite")
  }

  /// Writes the skills beside their places.
  private func stageItems(_ items: [Item], _ next: SkillsLock) throws {
    if items.isEmpty { return }
    guard mkdir(stage, 0o700) == 0 else { throw SystemFailure().error("make", stage) }
    for item in items { _ = try SkillExport.write(item.tree, to: "\(stage)/\(item.name)") }
    try FileReplacement.write(next.file(), to: "\(stage)/\(Self.journal)", permissions: 0o600)
  }

  /// Gives a skill its place, in one step; what was there is then where the skill was.
  private mutating func swap(_ name: String) throws {
    let (new, place) = ("\(stage)/\(name)", "\(path)/\(name)")
    let wasThere = FileStatus(place, followsLinks: false) != nil
    let result = wasThere ? Self.exchange(new, place) : rename(new, place)
    guard result == 0 else { throw SystemFailure().error("write", place) }
    placed.append((name, wasThere))
  }

  private static func exchange(_ one: String, _ other: String) -> Int32 {
    if ipai_exchange(one, other) == 0 { return 0 }
    guard [EINVAL, ENOSYS, ENOTSUP].contains(errno) else { return -1 }
    // A file system that cannot do both at once, such as that of a network.
    let aside = one + ".aside"
    guard rename(other, aside) == 0 else { return -1 }
    guard rename(one, other) == 0 else {
      let failure = errno
      rename(aside, other)
      errno = failure
      return -1
    }
    return rename(aside, one)
  }

  private mutating func putBack() {
    while let last = placed.popLast() {
      let (new, place) = ("\(stage)/\(last.name)", "\(path)/\(last.name)")
      _ = last.wasThere ? Self.exchange(new, place) : rename(place, new)
    }
  }

  private func removeStage() { try? FileManager.default.removeItem(atPath: stage) }
}
