import Foundation
import IpaiCore
import IpaiGit
import IpaiSkills

/// Reads the files of a skill from a commit, and notes those that a skill cannot have, as `SkillSource` does for a folder.
struct CommittedTree {
  private(set) var files: [SkillFile] = []
  private(set) var findings: [SkillFinding] = []
  private let limits = SkillLimits.standard
  private var bytes = 0
  private var entries = 0
  private var isFull = false

  /// The skill with its files. Throws `IpaiError` where an object cannot be read.
  static func package(of skill: CommittedSkill, _ repository: borrowing GitRepository) throws -> SkillPackage {
    var tree = CommittedTree()
    switch skill.form {
    case .folder: try tree.read(skill.object, prefix: "", depth: 1, repository)
    case .file:
      let name = PathText.lastName(of: skill.path)
      try tree.readFile(skill.object, name, isExecutable: skill.isExecutable, repository)
    }
    return SkillPackage(
      SkillTree(tree.files), form: skill.form, folderName: skill.folderName, path: skill.path,
      findings: tree.findings + SkillPath.clashes(tree.files))
  }

  private mutating func read(
    _ tree: ObjectID, prefix: String, depth: Int, _ repository: borrowing GitRepository
  ) throws {
    let list = try repository.entries(of: tree)
    entries += list.count
    if entries > limits.entries { return stop("it holds more than \(limits.entries) files and folders") }
    for entry in list where !isFull { try read(entry, prefix, depth, repository) }
  }

  private mutating func read(
    _ entry: CommittedEntry, _ prefix: String, _ depth: Int, _ repository: borrowing GitRepository
  ) throws {
    guard let name = String(validating: entry.name, as: UTF8.self) else {
      return add(prefix + PathText.text(bytes: entry.name), "the name is not UTF-8", hint: "rename it")
    }
    if SkippedNames.contains(name) { return }
    let path = prefix + name
    if let fault = SkillPath.fault(in: name) { return add(path, fault, hint: "rename it") }
    if depth > limits.depth { return stop("'\(path)' lies more than \(limits.depth) levels deep") }
    switch entry.kind {
    case .folder: try read(entry.id, prefix: path + "/", depth: depth + 1, repository)
    case .file, .executable:
      try readFile(entry.id, path, isExecutable: entry.kind == .executable, repository)
    case .link:
      add(path, "is a link, which a skill cannot have", hint: "replace it by a copy of what it leads to")
    case .submodule: add(path, "is a submodule, which a skill cannot have", hint: "copy what is needed of it")
    }
  }

  private mutating func readFile(
    _ id: ObjectID, _ path: String, isExecutable: Bool, _ repository: borrowing GitRepository
  ) throws {
    if files.count == limits.files { return stop("it has more than \(limits.files) files") }
    // A large file is never read into memory.
    guard let size = repository.size(of: id) else { return add(path, "is missing in the repository", hint: nil) }
    guard size <= limits.fileBytes else {
      return add(path, "is larger than \(ByteCount.text(limits.fileBytes))", hint: "make it smaller")
    }
    bytes += size
    if bytes > limits.treeBytes {
      return stop("its files have more than \(ByteCount.text(limits.treeBytes)) together")
    }
    let content = Data(try repository.read(id).bytes)
    files.append(SkillFile(path: path, isExecutable: isExecutable, content: content))
  }

  private mutating func add(_ path: String, _ message: String, hint: String?) {
    findings.append(SkillFinding(.error, file: path, message, hint: hint))
  }

  private mutating func stop(_ message: String) {
    isFull = true
    findings.append(
      SkillFinding(.error, file: "", message, hint: "keep large data elsewhere and let the skill fetch it"))
  }
}
