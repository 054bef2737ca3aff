import IpaiCore
import Foundation

/// A file that differs between two versions of a skill.
package struct SkillFileChange: Equatable, Sendable {
  /// What happened to the file.
  package enum Kind: String, Codable, CaseIterable, Sendable {
    case added, removed, changed
  }

  /// What happened to it.
  package let kind: Kind
  /// Its path.
  package let path: String
  /// Its mode before, `644` or `755`; nil when it was added.
  package let oldMode: String?
  /// Its mode now; nil when it was removed.
  package let newMode: String?
  /// True when the content is not text, which has no lines to compare.
  package let isBinary: Bool
  /// The lines that differ, as a unified diff; nil when the content is the same or not text.
  package let diff: String?

  init(from old: SkillFile?, to new: SkillFile?) {
    path = (new ?? old)?.path ?? ""
    oldMode = old?.mode
    newMode = new?.mode
    if old == nil {
      kind = .added
    } else {
      kind = new == nil ? .removed : .changed
    }
    let before = old?.content ?? Data()
    let after = new?.content ?? Data()
    isBinary = !UnifiedDiff.isText(before) || !UnifiedDiff.isText(after)
    let name = path
    let oldName = old.map { _ in "a/\(name)" } ?? "/dev/null"
    let newName = new.map { _ in "b/\(name)" } ?? "/dev/null"
    diff = isBinary || before == after ? nil : UnifiedDiff.text(before, after, oldName: oldName, newName: newName)
  }
}
