import IpaiCore
package import IpaiGit
package import IpaiSkills

/// The skills of a commit, with the files of those that a registry does not have as they are.
package struct CommittedSource: Sendable {
  /// A skill, with its files or with the name by which the registry has it as it is.
  package struct Skill: Sendable {
    /// Where it stands.
    package let skill: CommittedSkill
    /// Its files; nil where the registry has them.
    package let package: SkillPackage?
    /// The name by which the registry has it; nil where it does not.
    package let knownName: String?
  }

  /// The skills, in the order of their paths.
  package private(set) var skills: [Skill] = []
  /// What cannot hold a skill.
  package private(set) var refused: [RefusedSkill]

  /// Reads the skills in `folder` of `commit`. `known` gives the names of what a registry has in force, by the ids of folders and files.
  ///
  /// Throws `IpaiError`: what `CommittedSkills` throws, `.unavailable` for an object that is damaged, and `.interrupted`.
  package init(
    in folder: String, of commit: ObjectID, _ repository: borrowing GitRepository, known: [String: String],
    isCancelled: () -> Bool
  ) throws {
    let found = try CommittedSkills(in: folder, of: commit, repository)
    refused = found.refused
    for skill in found.skills {
      if isCancelled() { throw IpaiError(.interrupted, "interrupted; nothing was changed") }
      if let name = known[skill.object.hex] {
        skills.append(Skill(skill: skill, package: nil, knownName: name))
      } else {
        let package = try CommittedTree.package(of: skill, repository)
        skills.append(Skill(skill: skill, package: package, knownName: nil))
      }
    }
  }
}
