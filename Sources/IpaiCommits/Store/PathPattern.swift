import Foundation
import GRDB
import IpaiCore

/// A `--path`, as git reads pathspecs: relative to a folder of the repository, or from its root with `:/` or as an absolute
/// path; a file, a folder, or a glob whose `*` crosses slashes.
struct PathPattern {
  /// From the root, without slashes at its ends; empty for everything.
  let glob: String

  /// `folder` is where the pattern starts, from the root and without slashes at its ends; `root` is that of the work tree,
  /// nil where it is not known. Throws `IpaiError(.usage)` for what leads out of the repository.
  init(_ text: String, in folder: String, root: String?) throws {
    guard !text.isEmpty else { throw IpaiError(.usage, "path is empty", hint: "leave it out for all paths") }
    try Self.check(text)
    var pattern = text
    var base = folder
    if text.hasPrefix(":/") {
      (pattern, base) = (String(text.dropFirst(2)), "")
    } else if text.hasPrefix(":") {
      throw IpaiError(
        .usage, "'\(text)' begins with ':', which only ':/' for the root of the repository may",
        hint: "for a file of that name write './\(text)'")
    } else if text.hasPrefix("/") {
      let inside = root.flatMap { text == $0 ? "" : text.hasPrefix($0 + "/") ? String(text.dropFirst($0.count)) : nil }
      (pattern, base) = (inside ?? text, "")
    }
    glob = try Self.joined(Self.literal(base), pattern, shown: text)
  }

  /// The condition that a commit changed such a path, on `git_commit c`; nil where every commit matches.
  var condition: SQL? {
    guard !glob.isEmpty else { return nil }
    return """
      c.id IN (
        SELECT commit_id FROM changed_path WHERE path_id IN (SELECT id FROM path WHERE \(matchesName)))
      """
  }

  /// The condition on a row of `path`. What is compared is bytes, which need not be UTF-8.
  var matchesName: SQL {
    let (itself, below) = (Data(PathText.bytes(glob)), Data(PathText.bytes(glob + "/*")))
    return """
      (CAST(name AS TEXT) GLOB CAST(\(itself) AS TEXT) OR CAST(name AS TEXT) GLOB CAST(\(below) AS TEXT))
      """
  }

  /// Steps through `.` and `..`.
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

  /// A name as a glob that matches it alone.
  private static func literal(_ name: String) -> String {
    name.map { "*?[".contains($0) ? "[\($0)]" : String($0) }.joined()
  }

  private static let longest = 4096

  private static func check(_ text: String) throws {
    guard text.utf8.count <= longest, !text.utf8.contains(0) else {
      throw IpaiError(.usage, "the pattern for path is longer than \(longest) bytes or holds a NUL")
    }
  }
}
