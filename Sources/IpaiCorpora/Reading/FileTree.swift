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

  /// The files, in the order of the bytes of their paths.
  private(set) var files: [Entry] = []
  /// What was left out besides what is ignored, with the reason.
  private(set) var skipped: [(path: String, reason: SkipReason)] = []
  /// The folders that could not be read.
  private(set) var unreadable: [String] = []

  /// Those whose stamps are not being read yet.
  private var paths: [String] = []
  private var count = 0
  private let include: PathGlobs
  private let exclude: PathGlobs
  private let isCancelled: () -> Bool

  /// How deep folders may be within each other, and how many files there may be.
  private static let (mostLevels, mostFiles) = (64, 1_000_000)
  /// How many stamps a thread reads at once.
  private static let stampsAtOnce = 500

  /// Walks the folder at an absolute path. Throws `IpaiError` when it cannot be read, when it has too many files, and `.interrupted`.
  init(
    _ folder: String, include: PathGlobs = PathGlobs([]), exclude: PathGlobs = PathGlobs([]),
    isCancelled: @escaping () -> Bool = { false }
  ) throws {
    self.include = include
    self.exclude = exclude
    self.isCancelled = isCancelled
    var rules = try IgnoreRules(of: folder)
    let open: OpenFolder
    do { open = try OpenFolder(path: folder) } catch { throw error.error("read", folder) }
    let stamps = StampReader(beneath: open.descriptor)
    do { try walk(open, "", &rules, level: 0, stamps) } catch {
      // The folder is closed when this ends.
      _ = stamps.entries()
      throw error
    }
    stamps.read(paths)
    files = stamps.entries()
    unreadable += stamps.closedFolders
  }

  private mutating func walk(
    _ folder: borrowing OpenFolder, _ prefix: String, _ rules: inout IgnoreRules, level: Int, _ stamps: StampReader
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
      case .folder: try descend(into: name, path, folder, &rules, level, stamps)
      case .file: try take(path, &rules, stamps)
      case .link: break
      default:
        if isWanted(path), !rules.ignores(path, isFolder: false) { skipped.append((path, .notAFile)) }
      }
    }
  }

  private mutating func descend(
    into name: String, _ path: String, _ folder: borrowing OpenFolder, _ rules: inout IgnoreRules, _ level: Int,
    _ stamps: StampReader
  ) throws {
    if name == ".git" { return }
    if !rules.tracks(path, isFolder: true), name.hasPrefix(".") || rules.ignores(path, isFolder: true) { return }
    guard !exclude.match(path) else { return }
    guard level < Self.mostLevels else {
      unreadable.append(path + "/")
      return
    }
    do {
      let inner = try OpenFolder(name, in: folder)
      try walk(inner, path + "/", &rules, level: level + 1, stamps)
    } catch is SystemFailure {
      unreadable.append(path + "/")
    }
  }

  private mutating func take(_ path: String, _ rules: inout IgnoreRules, _ stamps: StampReader) throws {
    guard isWanted(path), rules.tracks(path, isFolder: false) || !rules.ignores(path, isFolder: false) else { return }
    guard count < Self.mostFiles else {
      throw IpaiError(
        .usage, "the folder has more than \(Self.mostFiles) files",
        hint: "add a part of it, or leave files out: --exclude")
    }
    count += 1
    paths.append(path)
    if paths.count == Self.stampsAtOnce {
      stamps.read(paths)
      paths = []
    }
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
