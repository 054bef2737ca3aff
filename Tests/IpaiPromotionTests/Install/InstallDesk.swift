import Foundation
import IpaiCore
import IpaiHTTP
import IpaiSkills
import TestSupport

@testable import IpaiPromotion

/// A published registry, and a folder into which skills are installed.
struct InstallDesk {
  let skills: PromotedSkills
  let home: TemporaryFolder

  init() throws {
    skills = try PromotedSkills()
    home = try TemporaryFolder()
  }

  var into: String { home.file("skills") }
  var lock: String { home.file("skills/skills-lock.json") }
  var folder: IndexSupply { IndexSupply(FolderIndex(skills.folder.path)) }

  func installation(overwriting: Bool = false, into other: String? = nil) -> SkillInstallation {
    SkillInstallation(
      into: other ?? into, lockPath: (other ?? into) + "/skills-lock.json", overwrites: overwriting,
      isCancelled: { false })
  }

  @discardableResult
  func install(
    _ names: String..., from supply: (any SkillSupply)? = nil, overwriting: Bool = false
  ) async throws -> [InstallOutcome] {
    try await installation(overwriting: overwriting).install(
      names.map { try WantedSkill($0) }, from: supply ?? folder, as: "it"
    ).map(\.outcome)
  }

  @discardableResult
  func reproduce(
    _ names: String..., from supply: (any SkillSupply)? = nil, overwriting: Bool = false
  ) async throws -> [InstallOutcome] {
    let supply = supply ?? folder
    return try await installation(overwriting: overwriting).reproduce(names) { _ in supply }.map(\.outcome)
  }

  /// The message of the error that `work` throws; empty where it throws none.
  func problem(_ work: () async throws -> Void) async -> String {
    do {
      try await work()
      return ""
    } catch {
      return (error as? IpaiError)?.message ?? "\(error)"
    }
  }

  /// The digest of what is installed; nil for nothing.
  func digest(_ name: String) -> String? {
    try? SkillSource(into + "/" + name).tree.digest.description
  }

  /// Everything in the folder, by path, so that "nothing was changed" can be shown.
  func everything() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in FileManager.default.enumerator(atPath: home.path)?.allObjects as? [String] ?? [] {
      files[path] = (try? Data(contentsOf: URL(fileURLWithPath: home.file(path)))) ?? Data()
    }
    return files
  }
}
