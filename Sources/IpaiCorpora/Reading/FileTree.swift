import Foundation
import IpaiCore
import IpaiGit

/// The files of a folder that may be part of a corpus: without what .gitignore files leave out, without hidden folders, and without
/// following links.
struct FileTree {
  /// A file that was found.
  struct Entry: Equatable {
    /// Its path from the folder on.
    let path: String
    /// What tells whether it has changed.
    let stamp: FileStamp
  }

  /// The files, in the order of their paths.
  private(set) var files: [Entry] = []
  /// What was left out besides what is ignored, with the reason.
  private(set) var skipped: [(path: String, reason: SkipReason)] = []
  /// The folders that could not be read.
  private(set) var unreadable: [String] = []

  private let include: PathGlobs
  private let exclude: PathGlobs
  private let isCancelled: () -> Bool

  /// How deep folders may be within each other, and how many files there may be.
  private static let (mostLevels, mostFiles) = (64, 1_000_000)

  /// Walks the folder at an absolute path. Throws `IpaiError` when it cannot be read, when it has too many files, and `.interrupted`.
  init(
    _ folder: String, include: PathGlobs = PathGlobs([]), exclude: PathGlobs = PathGlobs([]),
    isCancelled: @escaping () -> Bool = { false }
  ) throws {
    self.include = include
    self.exclude = exclude
    self.isCancelled = isCancelled
    let rules = try IgnoreRules(of: folder)
    let open: OpenFolder
    do { open = try OpenFolder(path: folder) } catch { throw error.error("read", folder) }
    var folders: Set<String> = []
    for path in rules.tracked {
      var rest = path[...]
      while let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")) {
        rest = rest[..<slash]
        if !folders.insert(String(rest)).inserted { break }
      }
    }
    try walk(open, "", rules, folders, level: 0)
  }

  private mutating func walk(
    _ folder: borrowing OpenFolder, _ prefix: String, _ rules: borrowing IgnoreRules, _ trackedFolders: Set<String>,
    level: Int
  ) throws {
    if isCancelled() { throw IpaiError(.interrupted, "interrupted") }
    let entries: [FolderEntry]
    do { entries = try folder.entries(limit: Self.mostFiles) } catch {
      unreadable.append(prefix)
      return
    }
    for entry in entries {
      guard let name = Self.name(entry.bytes) else {
        skipped.append((prefix + String(decoding: entry.bytes, as: UTF8.self), .name))
        continue
      }
      let path = prefix + name
      switch entry.kind {
      case .folder: try descend(into: name, path, folder, rules, trackedFolders, level)
      case .file: try take(name, path, folder, rules)
      case .link: break
      default:
        if isWanted(path), !rules.ignores(path, isFolder: false) { skipped.append((path, .notAFile)) }
      }
    }
  }

  private mutating func descend(
    into name: String, _ path: String, _ folder: borrowing OpenFolder, _ rules: borrowing IgnoreRules,
    _ trackedFolders: Set<String>, _ level: Int
  ) throws {
    let isTracked = trackedFolders.contains(path)
    if name == ".git" || !isTracked && (name.hasPrefix(".") || rules.ignores(path, isFolder: true)) { return }
    guard !exclude.match(path) else { return }
    guard level < Self.mostLevels else {
      unreadable.append(path + "/")
      return
    }
    do {
      let inner = try OpenFolder(name, in: folder)
      try walk(inner, path + "/", rules, trackedFolders, level: level + 1)
    } catch is SystemFailure {
      unreadable.append(path + "/")
    }
  }

  private mutating func take(
    _ name: String, _ path: String, _ folder: borrowing OpenFolder, _ rules: borrowing IgnoreRules
  ) throws {
    guard isWanted(path), rules.tracked.contains(path) || !rules.ignores(path, isFolder: false),
      let stamp = FileStamp(name, in: folder)
    else { return }
    guard files.count < Self.mostFiles else {
      throw IpaiError(
        .usage, "the folder has more than \(Self.mostFiles) files",
        hint: "add a part of it, or leave files out: --exclude")
    }
    files.append(Entry(path: path, stamp: stamp))
  }

  private func isWanted(_ path: String) -> Bool {
    (include.patterns.isEmpty || include.match(path)) && !exclude.match(path)
  }

  /// A name that can be stored and shown; nil for another one.
  private static func name(_ bytes: [UInt8]) -> String? {
    guard let name = String(validating: bytes, as: UTF8.self), !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F })
    else {
      return nil
    }
    return name
  }
}
