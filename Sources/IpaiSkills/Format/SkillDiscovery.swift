import Foundation
package import IpaiCore

/// Finds the skills beneath a folder.
package struct SkillDiscovery: Sendable {
  /// How far the search goes.
  package struct Limits: Sendable {
    /// The most levels of folders beneath the one where it starts.
    package var depth = 16
    /// The most folders.
    package var folders = 100_000
    /// The most skills.
    package var skills = 10_000
    /// The most entries of one folder.
    package var entries = 100_000

    /// The usual limits, to be changed.
    package init() {}
  }

  /// The paths of the skills, each below the path that was given: folders with a `SKILL.md`, and single files.
  package private(set) var skills: [String] = []
  /// The folders that could not be read, with the reasons. What they hold is not known, so nothing of it is gone.
  package private(set) var unreadable: [(path: String, reason: String)] = []
  private let limits: Limits
  private var folders = 0

  /// Searches a folder, or takes it as the only skill when it is one. Links are not followed, and what `SkippedNames` has
  /// is passed over. Throws `IpaiError` when there is no such folder or it holds too much.
  package init(beneath path: String, limits: Limits = Limits()) throws(IpaiError) {
    self.limits = limits
    if SkillSource.fileEndings.contains(where: path.hasSuffix), Self.isFile(path) {
      skills = [path]
      return
    }
    let folder: OpenFolder
    do {
      folder = try OpenFolder(path: path)
    } catch {
      throw error.error("search", path)
    }
    try search(folder, path.hasSuffix("/") ? String(path.dropLast()) : path, depth: 0)
  }

  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return PathText.withCString(path) { stat($0, &status) } == 0 && OpenFolder.kind(mode: status.st_mode) == .file
  }

  private mutating func search(_ folder: borrowing OpenFolder, _ path: String, depth: Int) throws(IpaiError) {
    folders += 1
    if folders > limits.folders { throw tooMuch("\(limits.folders) folders", path) }
    let entries: [FolderEntry]
    do {
      entries = try folder.entries(limit: limits.entries + 1)
    } catch {
      unreadable.append((path, error.reason))
      return
    }
    if entries.count > limits.entries { throw tooMuch("\(limits.entries) files in one folder", path) }
    if entries.contains(where: { Self.isMainFile($0) }) { return try add(path) }
    for entry in entries { try visit(entry, folder, path, depth) }
  }

  private mutating func visit(
    _ entry: FolderEntry, _ folder: borrowing OpenFolder, _ path: String, _ depth: Int
  ) throws(IpaiError) {
    // A skill whose path is not UTF-8 is not looked for.
    guard entry.kind == .file || entry.kind == .folder, let name = String(validating: entry.bytes, as: UTF8.self),
      !SkippedNames.contains(name)
    else { return }
    let inner = "\(path)/\(name)"
    if entry.kind == .file {
      if SkillSource.fileEndings.contains(where: name.hasSuffix) { try add(inner) }
      return
    }
    if depth == limits.depth { throw tooMuch("\(limits.depth) levels of folders", inner) }
    do {
      try search(try OpenFolder(name, in: folder), inner, depth: depth + 1)
    } catch let failure as SystemFailure {
      unreadable.append((inner, failure.reason))
    } catch {
      throw (error as? IpaiError) ?? IpaiError(.internal, "cannot search \(inner)", cause: error)
    }
  }

  private static func isMainFile(_ entry: FolderEntry) -> Bool {
    guard entry.kind != .folder, entry.bytes.count == 8 else { return false }
    return entry.bytes == Array("SKILL.md".utf8) || entry.bytes == Array("skill.md".utf8)
  }

  private mutating func add(_ path: String) throws(IpaiError) {
    if skills.count == limits.skills { throw tooMuch("\(limits.skills) skills", path) }
    skills.append(path)
  }

  private func tooMuch(_ what: String, _ path: String) -> IpaiError {
    IpaiError(.usage, "there are more than \(what) (at \(path))", hint: "name a folder that holds less")
  }
}
