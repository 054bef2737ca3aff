import Foundation

/// The lines that give the status of a skill, in its main file.
enum StatusLines {
  private static let keys = ["status", "ipai.status"]
  private static let words = Set(SkillStatus.allCases.map(\.rawValue) + ["draft", "candidate"])
  private static let fence = Data("---".utf8)
  private static let byteOrderMark = Data([0xEF, 0xBB, 0xBF])

  /// The tree without them. Only the main file has any: the `SKILL.md` of a folder, or a skill in a single file.
  static func removed(from tree: SkillTree) -> SkillTree {
    let isSingle = tree.files.count == 1 && SkillSource.fileEndings.contains { tree.files[0].path.hasSuffix($0) }
    guard let main = tree.mainFile ?? (isSingle ? tree.files.first : nil) else { return tree }
    return SkillTree(tree.files.map { $0.path == main.path ? removed(from: $0) : $0 })
  }

  /// The status that the first of them gives, whatever else is wrong with the skill; nil where there is none.
  static func status(in tree: SkillTree) -> SkillStatus? {
    guard let main = tree.mainFile ?? tree.files.first else { return nil }
    for line in main.content.split(separator: 10) where isStatus(line) {
      let parts = String(decoding: line, as: UTF8.self).split(separator: ":", maxSplits: 1)
      let word = parts.last.map { $0.filter { $0.isLetter } } ?? ""
      return try? SkillStatus(reading: word)
    }
    return nil
  }

  /// In Markdown only the front matter has any.
  private static func removed(from file: SkillFile) -> SkillFile {
    let isMarkdown = file.path.hasSuffix(".md")
    var fences = 0
    var lines: [Data] = []
    for (number, line) in file.content.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      if isMarkdown, isFence(line, isFirst: number == 0) { fences += 1 }
      let mayHaveStatus = !isMarkdown || fences == 1
      if mayHaveStatus, isStatus(line) { continue }
      lines.append(line)
    }
    return SkillFile(path: file.path, isExecutable: file.isExecutable, content: Data(lines.joined(separator: [10])))
  }

  private static func isFence(_ line: Data, isFirst: Bool) -> Bool {
    var line = line[...]
    if isFirst, line.starts(with: byteOrderMark) { line = line.dropFirst(byteOrderMark.count) }
    if line.last == 13 { line = line.dropLast() }
    return line.elementsEqual(fence)
  }

  /// True for a line that is a key with one of the statuses, and nothing else: anything more on it is content.
  private static func isStatus(_ line: Data) -> Bool {
    let text = String(decoding: line, as: UTF8.self)
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, keys.contains(bare(parts[0])) else { return false }
    var value = parts[1].trimmingCharacters(in: .whitespacesAndNewlines)
    if value.hasSuffix(",") { value.removeLast() }
    return words.contains(bare(value[...]))
  }

  /// A word without the white space and the quotes around it.
  private static func bare(_ text: Substring) -> String {
    let word = text.trimmingCharacters(in: .whitespacesAndNewlines)
    for quote in ["\"", "'"] where word.count >= 2 && word.hasPrefix(quote) && word.hasSuffix(quote) {
      return String(word.dropFirst().dropLast())
    }
    return word
  }
}
