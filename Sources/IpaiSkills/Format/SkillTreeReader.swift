import Foundation
import IpaiCore

/// Reads the files of a skill from disk, and notes those that a skill cannot have.
struct SkillTreeReader {
  let limits: SkillLimits
  private(set) var files: [SkillFile] = []
  private(set) var findings: [SkillFinding] = []
  private var bytes = 0
  private var entries = 0
  /// True when a limit is exceeded, after which nothing more is read.
  private var isFull = false

  init(limits: SkillLimits) { self.limits = limits }

  /// Reads all files beneath a folder, whose path within the skill is `prefix` with a slash at its end.
  mutating func read(_ folder: borrowing OpenFolder, prefix: String = "", depth: Int = 1) {
    let names: [FolderEntry]
    do {
      names = try folder.entries(limit: limits.entries + 1)
    } catch {
      return add(prefix, "cannot be read: \(error.reason)")
    }
    entries += names.count
    if entries > limits.entries { return stop("the folder holds more than \(limits.entries) files and folders") }
    for entry in names where !isFull { read(entry, folder, prefix, depth) }
  }

  private mutating func read(_ entry: FolderEntry, _ folder: borrowing OpenFolder, _ prefix: String, _ depth: Int) {
    guard let name = String(validating: entry.bytes, as: UTF8.self) else {
      return add(prefix + PathText.text(bytes: entry.bytes), "the name is not UTF-8", hint: "rename it")
    }
    if SkippedNames.contains(name) { return }
    let path = prefix + name
    if let fault = SkillPath.fault(inName: name) { return add(path, fault, hint: "rename it") }
    if depth > limits.depth { return stop("'\(path)' lies more than \(limits.depth) levels deep") }
    switch entry.kind {
    case .file: readFile(name, folder, path)
    case .folder:
      do {
        read(try OpenFolder(name, in: folder), prefix: path + "/", depth: depth + 1)
      } catch {
        add(path, "cannot be read: \(error.reason)", hint: "check its permissions")
      }
    default: addKind(path, entry.kind)
    }
  }

  private mutating func readFile(_ name: String, _ folder: borrowing OpenFolder, _ path: String) {
    do {
      add(try OpenFile(name, in: folder), path)
    } catch {
      add(path, error)
    }
  }

  /// Adds an open file.
  mutating func add(_ file: consuming OpenFile, _ path: String) {
    if files.count == limits.files { return stop("the skill has more than \(limits.files) files") }
    do {
      let content = try file.content(limit: limits.fileBytes)
      bytes += content.count
      if bytes > limits.treeBytes {
        return stop("the files of the skill have more than \(ByteCount.text(limits.treeBytes)) together")
      }
      files.append(SkillFile(path: path, isExecutable: file.isExecutable, content: content))
    } catch {
      add(path, error)
    }
  }

  /// Adds an error for a file that was not taken.
  mutating func add(_ path: String, _ fault: OpenFile.Fault) {
    switch fault {
    case .system(let failure): add(path, "cannot be read: \(failure.reason)", hint: "check its permissions")
    case .notRegular(let kind): addKind(path, kind)
    case .tooLarge: add(path, "is larger than \(ByteCount.text(limits.fileBytes))", hint: "make it smaller")
    case .changed: add(path, "changed while it was read", hint: "try again when nothing writes to it")
    }
  }

  private mutating func addKind(_ path: String, _ kind: FolderEntry.Kind) {
    let hint = kind == .link ? "replace it by a copy of what it leads to" : "remove it"
    add(path, "is \(kind.rawValue), which a skill cannot have", hint: hint)
  }

  private mutating func add(_ path: String, _ message: String, hint: String? = nil) {
    findings.append(SkillFinding(.error, file: path, message, hint: hint))
  }

  private mutating func stop(_ message: String) {
    isFull = true
    findings.append(
      SkillFinding(.error, file: "", message, hint: "keep large data elsewhere and let the skill fetch it"))
  }
}
