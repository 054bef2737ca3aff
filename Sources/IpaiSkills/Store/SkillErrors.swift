import IpaiCore

/// The errors that several methods of a skill store throw.
enum SkillErrors {
  /// There is no such skill, or no such version of it.
  static func unknown(_ name: String, version: String?) -> IpaiError {
    guard let version else {
      return IpaiError(
        .notFound, "there is no skill '\(name.prefix(80))'", hint: "to see what there is: ipai skills list")
    }
    return IpaiError(
      .notFound, "skill '\(name.prefix(80))' has no version '\(version.prefix(80))'",
      hint: "to see its versions: ipai skills show \(ShellWord.quoted(name))")
  }

  /// A version is stored with other content.
  static func conflict(_ skill: StoredSkill) -> IpaiError {
    IpaiError(
      .conflict,
      "skill '\(skill.name)': version \(skill.version) is stored with other content, and is \(skill.status.rawValue)",
      hint: "only a version in dev may change: give the new content a new version")
  }

  /// Throws `IpaiError(.conflict)` where a stored version was released with other content than it is to be promoted with.
  static func check(_ stored: StoredSkill, _ tree: SkillTree, mayBecome skill: SkillAddition) throws(IpaiError) {
    if [.dev, .testing].contains(stored.status) { return }
    if SkillDigest(releaseOf: tree) == SkillDigest(releaseOf: skill.package.tree) { return }
    throw conflict(stored)
  }

  /// Throws `IpaiError(.conflict)` where the files of a version are not those that it has to have.
  static func check(_ name: String, _ version: String, _ tree: SkillTree, has digest: String) throws(IpaiError) {
    if tree.digest.description == digest { return }
    throw IpaiError(
      .conflict, "the files of version \(version) of '\(name)' are not those that were promoted",
      hint: "to see what is wrong: ipai promote verify \(ShellWord.quoted(name))")
  }

  /// There is a skill of that name already.
  static func exists(_ name: String) -> IpaiError {
    IpaiError(.conflict, "there is a skill '\(name)' already, and it is not the same")
  }

  /// Throws `IpaiError(.conflict)` for a move that the table does not allow.
  static func check(_ skill: StoredSkill, canMoveTo status: SkillStatus) throws(IpaiError) {
    if skill.status.canMove(to: status) { return }
    let next = skill.status.next.map(\.rawValue).joined(separator: " or ")
    throw IpaiError(
      .conflict,
      "skill '\(skill.name)': version \(skill.version) cannot move from \(skill.status.rawValue) to \(status.rawValue)",
      hint: "from \(skill.status.rawValue) it can move to \(next)")
  }
}
