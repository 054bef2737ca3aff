import Foundation

/// Compares the content of versions.
enum SkillContent {
  /// True when two trees differ in nothing but the value of the status in the main file: such a difference is a move.
  static func differsOnlyInStatus(
    _ old: SkillTree, _ new: SkillTree, _ oldManifest: SkillManifest, _ newManifest: SkillManifest
  ) -> Bool {
    guard oldManifest.status != newManifest.status, old.files.count == new.files.count else { return false }
    let changed = zip(old.files, new.files).filter { $0 != $1 }
    guard changed.count == 1, let (before, after) = changed.first, before.path == after.path,
      before.isExecutable == after.isExecutable
    else { return false }
    return withoutStatus(before.content) == withoutStatus(after.content)
  }

  /// The lines of a file without those that give the status.
  private static func withoutStatus(_ content: Data) -> [Data] {
    content.split(separator: 10, omittingEmptySubsequences: false).filter { !isStatus($0) }
  }

  private static func isStatus(_ line: Data) -> Bool {
    let text = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespaces)
    return ["status:", "ipai.status:", "\"status\":", "\"ipai.status\":"].contains(where: text.hasPrefix)
  }
}
