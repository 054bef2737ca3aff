import Foundation
import IpaiCore

/// The rules for paths within a skill.
package enum SkillPath {
  /// Why a file or folder cannot have a name; nil when it can.
  static func fault(inName name: String) -> String? {
    var previous: UInt8 = 0
    for byte in name.utf8 {
      if byte == UInt8(ascii: "\\") { return "the name has a backslash, which separates folders on other systems" }
      // The characters from U+0080 to U+009F are control characters too; their first byte is 0xC2.
      let isControl = byte < 0x20 || byte == 0x7F || previous == 0xC2 && byte < 0xA0
      if isControl { return "the name has a control character" }
      previous = byte
    }
    return nil
  }

  /// Why a path cannot be written beneath a folder; nil when it can: it has to be relative, without `.` and `..`.
  package static func fault(in path: String) -> String? {
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      if part.isEmpty { return "a part of it is empty" }
      if part == "." || part == ".." { return "it has the part '\(part)'" }
      if let fault = fault(inName: String(part)) { return fault }
    }
    return nil
  }

  /// Findings for paths that some file systems cannot hold beside each other.
  package static func clashes(_ files: [SkillFile]) -> [SkillFinding] {
    guard mayClash(files) else { return [] }
    var known: [String: String] = [:]
    var findings: [SkillFinding] = []
    for file in files {
      guard let other = known.updateValue(file.path, forKey: file.path.lowercased()) else { continue }
      if other == file.path {
        findings.append(
          SkillFinding(
            .error, file: file.path, "there is another file whose name looks the same in other bytes",
            hint: "rename one of them"))
      } else {
        findings.append(
          SkillFinding(
            .warning, file: file.path, "differs from '\(other)' only in capital letters", hint: "rename one of them"))
      }
    }
    return findings
  }

  /// False when all paths are ASCII and differ in more than the bit that tells small letters from capital ones.
  private static func mayClash(_ files: [SkillFile]) -> Bool {
    var hashes: Set<UInt64> = []
    for file in files {
      var hash: UInt64 = 0
      for byte in file.path.utf8 {
        if byte >= 0x80 { return true }
        hash = (hash ^ UInt64(byte | 0x20)) &* 0x100_0000_01B3
      }
      if !hashes.insert(hash).inserted { return true }
    }
    return false
  }
}
