/// What differs between two versions of a skill.
package struct SkillDifference: Equatable, Sendable {
  /// The files that differ, by path.
  package let files: [SkillFileChange]
  /// What the skill says of itself differently, by field.
  package let fields: [SkillFieldChange]

  /// Compares two versions; a manifest that is nil says nothing.
  package init(
    from old: SkillTree, _ oldManifest: SkillManifest?, to new: SkillTree, _ newManifest: SkillManifest?
  ) {
    files = Self.changes(old, new)
    fields = Self.changes(oldManifest?.fields ?? [:], newManifest?.fields ?? [:])
  }

  /// True when nothing differs.
  package var isEmpty: Bool { files.isEmpty && fields.isEmpty }

  /// Both trees are sorted, so they are walked side by side.
  private static func changes(_ old: SkillTree, _ new: SkillTree) -> [SkillFileChange] {
    var changes: [SkillFileChange] = []
    var left = old.files[...]
    var right = new.files[...]
    while let file = left.first ?? right.first {
      if let before = left.first, let after = right.first, before.path.utf8.elementsEqual(after.path.utf8) {
        if before != after { changes.append(SkillFileChange(from: before, to: after)) }
        left.removeFirst()
        right.removeFirst()
      } else if let after = right.first, left.isEmpty || after.path.utf8.lexicographicallyPrecedes(file.path.utf8) {
        changes.append(SkillFileChange(from: nil, to: after))
        right.removeFirst()
      } else {
        changes.append(SkillFileChange(from: file, to: nil))
        left.removeFirst()
      }
    }
    return changes
  }

  private static func changes(_ old: [String: String], _ new: [String: String]) -> [SkillFieldChange] {
    Set(old.keys).union(new.keys).sorted().compactMap { field in
      if old[field] == new[field] { return nil }
      return SkillFieldChange(field: field, old: old[field], new: new[field])
    }
  }
}
