/// The files of a skill.
package struct SkillTree: Equatable, Sendable {
  /// The files, sorted by the bytes of their paths.
  package let files: [SkillFile]

  /// A tree of files in any order.
  package init(_ files: [SkillFile]) {
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The file at a path; nil when there is none.
  package subscript(path: String) -> SkillFile? {
    files.first { $0.path.utf8.elementsEqual(path.utf8) }
  }

  /// What identifies the tree.
  package var digest: SkillDigest { SkillDigest(of: self) }

  /// How many bytes all files have together.
  package var bytes: Int { files.reduce(0) { $0 + $1.content.count } }

  /// The path of the file that describes the skill in the folder form; `SKILL.md` is preferred. Nil when there is none.
  package var mainFile: SkillFile? { self["SKILL.md"] ?? self["skill.md"] }
}
