import IpaiCore
package import IpaiGit
package import IpaiSkills

/// A skill as it stands in a commit, before its files are read.
package struct CommittedSkill: Sendable {
  /// Its path in the repository, without a slash at its end.
  package let path: String
  /// Its form.
  package let form: SkillForm
  /// The id of its folder or file.
  package let object: ObjectID
  /// Whether its owner may run the file; for the single-file form.
  let isExecutable: Bool

  /// The name of its folder; nil in the single-file form and for the root of the repository.
  package var folderName: String? {
    guard form == .folder else { return nil }
    return PathText.parts(path).last.map(String.init)
  }
}
