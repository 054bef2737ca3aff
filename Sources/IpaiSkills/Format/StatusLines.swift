import Foundation

/// The lines that give the status of a skill, in its main file.
enum StatusLines {
  private static let starts = ["status:", "ipai.status:", "\"status\":", "\"ipai.status\":"]
  private static let fence = Data("---".utf8)

  /// True for a file that may have such a line: the `SKILL.md` of a folder, or a skill in a single file.
  static func isMain(_ file: SkillFile) -> Bool {
    file.path == "SKILL.md" || file.path == "skill.md" || SkillSource.fileEndings.contains(where: file.path.hasSuffix)
  }

  /// The file without them. In Markdown only the front matter has any.
  static func removed(from file: SkillFile) -> SkillFile {
    let isMarkdown = file.path.hasSuffix(".md")
    var fences = 0
    var lines: [Data] = []
    for line in file.content.split(separator: 10, omittingEmptySubsequences: false) {
      let bare = line.last == 13 ? line.dropLast() : line
      if isMarkdown, bare.elementsEqual(fence) { fences += 1 }
      let isInFrontMatter = !isMarkdown || fences == 1
      if isInFrontMatter, isStatus(line) { continue }
      lines.append(line)
    }
    return SkillFile(path: file.path, isExecutable: file.isExecutable, content: Data(lines.joined(separator: [10])))
  }

  private static func isStatus(_ line: Data) -> Bool {
    let text = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespaces)
    return starts.contains(where: text.hasPrefix)
  }
}
