import Foundation
import GRDB
import IpaiCore

/// A `--path`, which git would call a pathspec: a file, a folder, or a glob whose `*` matches slashes. It is relative to a
/// folder of the repository, or to its root when it starts with `:/` or is an absolute path.
struct PathPattern {
  /// The pattern relative to the root, without slashes at its ends; empty for everything.
  let glob: String

  /// `folder` is what the pattern is relative to, from the root and without slashes at its ends; `root` is the root of the
  /// work tree, nil when it is not known. Throws `IpaiError(.usage)` for a pattern that leads out of the repository.
  init(_ text: String, in folder: String, root: String?) throws {
    guard !text.isEmpty else { throw IpaiError(.usage, "path is empty", hint: "leave it out for all paths") }
    try Self.check(text)
    var pattern = text
    var base = folder
    if text.hasPrefix(":/") {
      pattern = String(text.dropFirst(2))
      base = ""
    } else if text.hasPrefix(":") {
      throw IpaiError(
        .usage, "'\(text)' begins with ':', but only ':/', the root of the repository, may begin a path that way",
        hint: "for a file with that name, write './\(text)'")
    } else if text.hasPrefix("/") {
      pattern = root.flatMap { Self.part(of: text, below: $0) } ?? text
      base = ""
    }
    glob = try Self.joined(Self.literal(base), pattern, shown: text)
  }

  /// The pattern as bytes, which need not be UTF-8.
  var bytes: [UInt8] { PathText.bytes(glob) }

  /// The condition on `git_commit c` that a commit changed such a path; nil when every commit matches.
  var condition: SQL? {
    guard !glob.isEmpty else { return nil }
    return """
      c.id IN (
        SELECT commit_id FROM changed_path WHERE path_id IN (SELECT id FROM path WHERE \(matchesName)))
      """
  }

  /// The condition on a row of `path`. It compares bytes, which need not be UTF-8.
  var matchesName: SQL {
    let itself = Data(bytes)
    let below = Data(PathText.bytes(glob + "/*"))
    return """
      (CAST(name AS TEXT) GLOB CAST(\(itself) AS TEXT) OR CAST(name AS TEXT) GLOB CAST(\(below) AS TEXT))
      """
  }

  /// What follows `root` in an absolute path; empty for the root itself, nil when the path is not below it.
  private static func part(of path: String, below root: String) -> String? {
    if path == root { return "" }
    guard path.hasPrefix(root + "/") else { return nil }
    return String(path.dropFirst(root.count))
  }

  /// `pattern` after `base`, with `.` and `..` resolved.
  private static func joined(_ base: String, _ pattern: String, shown: String) throws -> String {
    var parts = base.split(separator: "/")
    for part in pattern.split(separator: "/") where part != "." {
      guard part == ".." else {
        parts.append(part)
        continue
      }
      guard parts.popLast() != nil else { throw IpaiError(.usage, "'\(shown)' is outside of the repository") }
    }
    return parts.joined(separator: "/")
  }

  /// A glob that matches only this name.
  private static func literal(_ name: String) -> String {
    var glob = ""
    for character in name {
      if "*?[".contains(character) { glob += "[\(character)]" } else { glob.append(character) }
    }
    return glob
  }

  private static let longest = 4096

  private static func check(_ text: String) throws {
    guard text.utf8.count <= longest, !text.utf8.contains(0) else {
      throw IpaiError(.usage, "the pattern for path is longer than \(longest) bytes or holds a NUL")
    }
  }
}
