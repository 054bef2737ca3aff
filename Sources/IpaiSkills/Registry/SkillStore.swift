package import IpaiCore
package import IpaiSearch

/// Where skills are kept with every version of them. One contract suite of tests runs on every conformer.
///
/// Every write is one transaction, and several processes may write at once. All methods throw `IpaiError`.
package protocol SkillStore: Sendable {
  /// Who keeps their skills in it.
  var sharing: StoreSharing { get }

  /// Whether the user is shown released versions only, so that a version may be there that is not found.
  func showsReleasesOnly() async throws -> Bool

  /// The names of all skills.
  func names() async throws -> Set<String>

  /// The latest version of each skill, by name: those with one of the statuses, or all where none is given.
  func list(_ statuses: Set<SkillStatus>, _ page: PageRequest, _ take: (StoredSkill) throws -> Void) async throws
    -> String?

  /// A version of a skill, the latest one where `version` is nil. Throws `.notFound` when there is none.
  func skill(_ name: String, version: String?) async throws -> StoredSkill

  /// All versions of a skill, latest first. Throws `.notFound` for an unknown skill.
  func versions(of name: String) async throws -> [StoredSkill]

  /// What a version says of itself. Throws `.notFound` when there is none.
  func manifest(of name: String, version: String?) async throws -> SkillManifest

  /// The files of a version, byte for byte as they were added. Throws `.notFound` when there is none.
  func tree(of name: String, version: String?) async throws -> SkillTree

  /// The moves of a skill's versions, oldest first. Throws `.notFound` for an unknown skill.
  func history(of name: String) async throws -> [SkillStatusChange]

  /// The skills whose source lies at or beneath a path, by source, with the digest of the latest version.
  func sources(beneath path: String) async throws -> [String: StoredSkill]

  /// Stores skills in one transaction, recorded as the work of `author`. A skill that cannot be stored leaves the others
  /// alone: its result is the error, `.conflict` where the version is stored with other content and has left dev, or where the
  /// move to its new status is not allowed.
  func add(
    _ skills: [SkillAddition], by author: String, at date: Timestamp
  ) async throws -> [Result<AddedSkill, IpaiError>]

  /// Stores a skill of another store as it is there, with its history. Throws `.conflict` when there is one of that name.
  func restore(_ record: CopiedSkill) async throws

  /// Moves a version to another status and returns it. Throws `.notFound` when there is none, and `.conflict` for a move that
  /// is not allowed.
  func setStatus(
    _ name: String, version: String?, to status: SkillStatus, by author: String, at date: Timestamp, reason: String
  ) async throws -> StoredSkill
}
