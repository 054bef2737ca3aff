import GRDB
import IpaiCore
import IpaiGit
package import IpaiSearch

/// Which commits of the index are meant, as SQL over `git_commit c`.
package struct CommitFilter: Sendable, Equatable {
  /// Rows of `repository`; nil for all.
  package var repositories: [Int64]?
  package var filter: DocumentFilter
  /// The full id of a commit that is not meant.
  package var excluded: String?

  package init(repositories: [Int64]? = nil, _ filter: DocumentFilter, excluding excluded: String? = nil) {
    self.repositories = repositories
    self.filter = filter
    self.excluded = excluded
  }

  /// True when it keeps nothing out within its repositories.
  var isOpen: Bool { filter.isOpen && excluded == nil }

  private static let longestPattern = 4096

  /// The conditions, to stand behind WHERE. Throws `IpaiError(.usage)` for a pattern that is too long.
  func conditions() throws -> SQL {
    var conditions: [SQL] = [scope]
    if let id = excluded.flatMap({ ObjectID(hex: $0) }) { conditions.append("c.oid <> \(id.data)") }
    if let since = filter.since { conditions.append("c.committed_at >= \(since.seconds)") }
    if let until = filter.until { conditions.append("c.committed_at <= \(until.seconds)") }
    if let author = filter.author {
      try Self.check(author, "author")
      let pattern =
        "%" + author.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_") + "%"
      conditions.append(
        "c.author_id IN (SELECT id FROM person WHERE name || ' <' || email || '>' LIKE \(pattern) ESCAPE '\\')")
    }
    if let path = filter.path { conditions.append(try Self.changes(path)) }
    return conditions.map { "(\($0))" as SQL }.joined(separator: " AND ")
  }

  private var scope: SQL {
    guard let repositories else { return "c.id IN (SELECT commit_id FROM reachable)" }
    return "c.id IN (SELECT commit_id FROM reachable WHERE repository_id IN \(repositories))"
  }

  private static func changes(_ path: String) throws -> SQL {
    try check(path, "path")
    var pattern = path[...]
    while pattern.hasPrefix("./") { pattern = pattern.dropFirst(2) }
    while pattern.hasSuffix("/") { pattern = pattern.dropLast() }
    if pattern.isEmpty || pattern == "." { return "TRUE" }
    let (itself, below) = (String(pattern), pattern + "/*")
    return """
      c.id IN (
        SELECT commit_id FROM changed_path WHERE path_id IN (
          SELECT id FROM path WHERE CAST(name AS TEXT) GLOB \(itself) OR CAST(name AS TEXT) GLOB \(String(below))))
      """
  }

  private static func check(_ pattern: String, _ name: String) throws {
    guard pattern.utf8.count <= longestPattern, !pattern.utf8.contains(0) else {
      throw IpaiError(.usage, "the pattern for \(name) is longer than \(longestPattern) bytes or holds a NUL")
    }
  }
}
