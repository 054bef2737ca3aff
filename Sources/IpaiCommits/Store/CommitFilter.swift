import GRDB
import IpaiCore
import IpaiGit
package import IpaiSearch

/// Which commits of the index are wanted, as SQL over `git_commit c`.
package struct CommitFilter: Sendable {
  /// The repositories to which they belong, and the folder to which paths are relative.
  package var scope: CommitScope
  /// Which of the commits of the scope are kept.
  package var filter: DocumentFilter

  /// The commits of `scope` that `filter` keeps.
  package init(_ scope: CommitScope, _ filter: DocumentFilter) {
    self.scope = scope
    self.filter = filter
  }

  /// True when it keeps all commits of the scope.
  var isOpen: Bool { filter.isOpen }

  private static let longestPattern = 4096
  /// How many patterns of a kind are accepted: SQLite allows expressions of a depth of 1,000.
  private static let mostPatterns = 256

  /// Throws `IpaiError(.usage)` for too many patterns, and for a text that no author can have.
  func check() throws {
    for (name, count) in [("path", filter.paths.count), ("author", filter.authors.count)]
    where count > Self.mostPatterns {
      throw IpaiError(
        .usage, "\(name) is given \(count) times, but at most \(Self.mostPatterns) times are allowed",
        hint: "use patterns such as 'lib/*.c'")
    }
    for author in filter.authors {
      guard !author.isEmpty else { throw IpaiError(.usage, "author is empty", hint: "leave it out for all authors") }
      guard author.utf8.count <= Self.longestPattern, !author.utf8.contains(0) else {
        throw IpaiError(.usage, "the text for author is longer than \(Self.longestPattern) bytes or holds a NUL")
      }
    }
  }

  /// The conditions for a WHERE clause. Throws `IpaiError(.usage)` for a bad pattern.
  func conditions() throws -> SQL {
    try check()
    var conditions: [SQL] = [reachable]
    if let since = filter.since { conditions.append("c.committed_at >= \(since.seconds)") }
    if let until = filter.until { conditions.append("c.committed_at <= \(until.seconds)") }
    if !filter.authors.isEmpty { conditions.append(Self.any(filter.authors.map(Self.isAuthor))) }
    let paths = try patterns().map(\.condition)
    if !paths.isEmpty { conditions.append(Self.any(paths.map { $0 ?? "TRUE" })) }
    return Self.all(conditions)
  }

  /// The paths of the filter, relative to the root of the repository.
  func patterns() throws -> [PathPattern] {
    try filter.paths.map { try PathPattern($0, in: scope.folder, root: scope.repository?.path) }
  }

  private var reachable: SQL { "c.id IN (\(sql: scope.members))" }

  private static func all(_ conditions: [SQL]) -> SQL { conditions.map { "(\($0))" as SQL }.joined(separator: " AND ") }
  private static func any(_ conditions: [SQL]) -> SQL { conditions.map { "(\($0))" as SQL }.joined(separator: " OR ") }

  private static func isAuthor(_ text: String) -> SQL {
    let pattern =
      "%"
      + text.replacing(scalar: "\\", with: "\\\\").replacing(scalar: "%", with: "\\%").replacing(
        scalar: "_", with: "\\_") + "%"
    return "c.author_id IN (SELECT id FROM person WHERE name || ' <' || email || '>' LIKE \(pattern) ESCAPE '\\')"
  }
}
