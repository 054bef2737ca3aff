import IpaiCore
package import IpaiGit
package import IpaiSkills

/// Finds the skills in a folder of a commit: folders with a `SKILL.md`, and files like `*.skill.json`.
package struct CommittedSkills {
  /// The skills, in the order of their paths.
  package private(set) var skills: [CommittedSkill] = []
  /// What cannot hold a skill, and why.
  package private(set) var refused: [RefusedSkill] = []
  private var folders = 0

  private static let mostFolders = 100_000
  private static let mostSkills = 10_000
  private static let deepest = 32

  /// Looks in `folder`, a path in the repository, which is empty for its root.
  ///
  /// Throws `IpaiError`: `.notFound` when the commit has no such folder, `.usage` when there is too much in it.
  package init(in folder: String, of commit: ObjectID, _ repository: borrowing GitRepository) throws {
    let entry = try repository.committedEntry(at: PathText.bytes(folder), in: commit)
    guard let entry, entry.kind == .folder else {
      throw IpaiError(
        .notFound, "the commit \(commit.hex.prefix(12)) has no folder '\(folder)'",
        hint: "commit it, or name another with --dir")
    }
    try search(entry.id, folder, depth: 0, repository)
  }

  private mutating func search(
    _ tree: ObjectID, _ path: String, depth: Int, _ repository: borrowing GitRepository
  ) throws {
    folders += 1
    guard folders <= Self.mostFolders, depth <= Self.deepest else {
      throw IpaiError(
        .usage, "there are too many folders at '\(path)' of the commit", hint: "name a folder that holds less")
    }
    let entries = try repository.entries(of: tree)
    if entries.contains(where: Self.isMainFile) {
      return try add(CommittedSkill(path: path, form: .folder, object: tree, isExecutable: false))
    }
    for entry in entries { try visit(entry, path, depth, repository) }
  }

  private mutating func visit(
    _ entry: CommittedEntry, _ path: String, _ depth: Int, _ repository: borrowing GitRepository
  ) throws {
    guard let name = String(validating: entry.name, as: UTF8.self) else {
      return refuse(inside(path, PathText.text(bytes: entry.name)), "its name is not UTF-8")
    }
    if SkippedNames.contains(name) { return }
    let inner = inside(path, name)
    switch entry.kind {
    case .folder: try search(entry.id, inner, depth: depth + 1, repository)
    case .submodule: refuse(inner, "is a submodule, whose files are in another repository")
    case .link:
      refuse(inner, "is a link, which is not followed")
    case .file, .executable:
      guard Self.isSkillFile(name) else { return }
      try add(CommittedSkill(path: inner, form: .file, object: entry.id, isExecutable: entry.kind == .executable))
    }
  }

  private func inside(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path)/\(name)" }

  private mutating func refuse(_ path: String, _ reason: String) {
    refused.append(
      RefusedSkill(path: path, IpaiError(.conflict, "\(path): \(reason)", hint: "remove or rename it")))
  }

  private mutating func add(_ skill: CommittedSkill) throws {
    guard skills.count < Self.mostSkills else {
      throw IpaiError(
        .usage, "there are more than \(Self.mostSkills) skills (at '\(skill.path)')", hint: "name a folder with fewer")
    }
    skills.append(skill)
  }

  private static func isMainFile(_ entry: CommittedEntry) -> Bool {
    entry.kind != .folder && (entry.name == Array("SKILL.md".utf8) || entry.name == Array("skill.md".utf8))
  }

  private static func isSkillFile(_ name: String) -> Bool {
    SkillSource.fileEndings.contains(where: name.hasSuffix)
  }
}
