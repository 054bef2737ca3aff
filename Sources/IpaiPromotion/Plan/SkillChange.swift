package import IpaiSkills

/// What a step changes of the content of a skill.
package struct SkillChange: Codable, Equatable, Sendable {
  /// A file that differs.
  package struct File: Codable, Equatable, Sendable {
    /// What happens to it.
    package var kind: SkillFileChange.Kind
    /// Its path within the skill.
    package var path: String
    /// The lines that differ, as a unified diff; nil where there are none or they were not asked for.
    package var diff: String?
  }

  /// The name of the skill.
  package var name: String
  /// What it says of itself differently.
  package var fields: [SkillFieldChange]
  /// The files that differ.
  package var files: [File]

  /// Compares what is in force, nil for nothing, with what is to be.
  package init(
    name: String, from old: (tree: SkillTree, manifest: SkillManifest?)?,
    to new: (tree: SkillTree, manifest: SkillManifest?), withLines: Bool
  ) {
    let difference = SkillDifference(
      from: old?.tree ?? SkillTree([]), old?.manifest, to: new.tree, new.manifest)
    self.name = name
    fields = old == nil ? [] : difference.fields
    files = difference.files.map { File(kind: $0.kind, path: $0.path, diff: withLines ? $0.diff : nil) }
  }

  /// The same without the lines that differ.
  var withoutLines: SkillChange {
    var change = self
    for index in change.files.indices { change.files[index].diff = nil }
    return change
  }
}
