import IpaiCore

extension SkillPath {
  /// Findings for files and folders, at whatever depth, that some file systems cannot hold beside each other.
  package static func clashes(_ files: [SkillFile]) -> [SkillFinding] {
    guard mayClash(files) else { return [] }
    var known: [String: String] = [:]
    var findings: [SkillFinding] = []
    for file in files {
      for path in prefixes(of: file.path) {
        guard let other = known.updateValue(path, forKey: folded(path)), !other.utf8.elementsEqual(path.utf8) else {
          continue
        }
        findings.append(finding(path, other))
        // What lies in both folders is none of its own.
        if path.utf8.count < file.path.utf8.count { break }
      }
    }
    return findings
  }

  private static func finding(_ path: String, _ other: String) -> SkillFinding {
    // Texts are equal where they look the same.
    if other == path {
      return SkillFinding(
        .error, file: path, "there is another file whose name looks the same in other bytes",
        hint: "rename one of them")
    }
    return SkillFinding(
      .warning, file: path, "differs from '\(other)' only in capital letters", hint: "rename one of them")
  }

  /// The folders on the way to a path, and the path.
  private static func prefixes(of path: String) -> [String] { PathText.folders(of: path) + [path] }

  /// The same for names that a file system may take for one; that a letter has several small or capital forms is why both are taken.
  private static func folded(_ path: String) -> String { path.uppercased().lowercased() }

  /// False when all paths are ASCII, and no two names differ only in the bit that tells small letters from capital ones.
  private static func mayClash(_ files: [SkillFile]) -> Bool {
    var known: [UInt64: UInt64] = [:]
    for file in files {
      var exact: UInt64 = 0
      var folded: UInt64 = 0
      func isOther() -> Bool { known.updateValue(exact, forKey: folded).map { $0 != exact } ?? false }
      for byte in file.path.utf8 {
        if byte >= 0x80 { return true }
        if byte == UInt8(ascii: "/"), isOther() { return true }
        exact = (exact ^ UInt64(byte)) &* 0x100_0000_01B3
        folded = (folded ^ UInt64(byte | 0x20)) &* 0x100_0000_01B3
      }
      if isOther() { return true }
    }
    return false
  }
}
