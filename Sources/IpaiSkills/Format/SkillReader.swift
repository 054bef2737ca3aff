import Foundation
import IpaiYAML

/// Reads what a tree of files says of itself, and finds what is wrong with it.
struct SkillReader {
  /// The most bytes of the front matter of a `SKILL.md`.
  private static let maxFrontMatter = 64_000
  /// The most bytes of a skill in a single file.
  private static let maxFile = 256_000

  let tree: SkillTree
  let form: SkillForm
  /// The name that the skill must have; nil when any will do.
  let folderName: String?
  /// False when there are files that the tree does not have, one of which may be the main one.
  let isComplete: Bool
  private(set) var manifest: SkillManifest?
  private(set) var findings: [SkillFinding] = []

  init(_ tree: SkillTree, form: SkillForm, folderName: String?, isComplete: Bool) {
    self.isComplete = isComplete
    self.tree = tree
    self.form = form
    self.folderName = folderName
  }

  /// Reads everything.
  mutating func read() {
    switch form {
    case .folder: readFolder()
    case .file: readFile()
    }
  }

  private mutating func readFolder() {
    guard let file = tree.mainFile else {
      guard isComplete else { return }
      let other = tree.files.first { $0.path.lowercased() == "skill.md" }?.path
      add(.error, "", nil, "there is no SKILL.md", hint: other.map { "rename '\($0)' to SKILL.md" })
      return
    }
    if file.path != "SKILL.md" {
      add(
        .warning, file.path, nil, "the file should be named SKILL.md; not all agents find 'skill.md'",
        hint: "rename it")
    }
    file.content.withUnsafeBytes { readMarkdown($0, file.path) }
  }

  private mutating func readMarkdown(_ text: UnsafeRawBufferPointer, _ path: String) {
    do {
      let parts = try FrontMatter(text)
      if parts.hasByteOrderMark {
        add(.warning, path, 1, "the file starts with a byte order mark", hint: "save it as UTF-8 without one")
      }
      if parts.isBodyEmpty {
        add(.warning, path, nil, "there are no instructions below the front matter", hint: "write some")
      }
      read(path) { () throws(YAMLError) in
        try YAMLDocument.read(
          parts.yaml, limits: YAMLLimits(maxBytes: Self.maxFrontMatter), firstLine: FrontMatter.firstLine)
      }
      findings += LinkCheck(tree: tree, file: path).findings(
        UnsafeRawBufferPointer(rebasing: parts.body), firstLine: parts.bodyLine)
    } catch {
      add(.error, path, error.line, error.message, hint: error.hint)
    }
  }

  private mutating func readFile() {
    guard let file = tree.files.first else { return }
    let limits = YAMLLimits(maxBytes: Self.maxFile)
    read(file.path) { () throws(YAMLError) in
      if file.path.hasSuffix(".json") { return try JSONDocument.read(file.content, limits: limits) }
      return try YAMLDocument.read(file.content, limits: limits)
    }
  }

  private mutating func read(_ path: String, _ document: () throws(YAMLError) -> YAMLNode?) {
    do {
      let root = try document() ?? YAMLNode(.mapping([]), line: 1)
      var reader = ManifestReader(form: form, file: path)
      manifest = reader.manifest(root, folderName: folderName)
      findings += reader.findings
    } catch {
      let subject = form == .folder && error.line == nil ? "the front matter " : ""
      add(.error, path, error.line, subject + error.problem, hint: error.hint)
    }
  }

  private mutating func add(
    _ severity: SkillFinding.Severity, _ file: String, _ line: Int?, _ message: String, hint: String?
  ) {
    findings.append(SkillFinding(severity, file: file, line: line, message, hint: hint))
  }
}
