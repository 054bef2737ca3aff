package import Foundation
import IpaiCore
package import IpaiSearch

/// A request that says among which commits to look.
package protocol CommitFilterRequest: ActionRequest {
  /// A folder in the repository; nil for the one the caller stands in.
  var repo: String? { get set }
  /// Whether all indexed repositories are meant.
  var allRepos: Bool { get set }
  /// Texts of which the name or address of the author must contain one; none for any author.
  var author: [String] { get set }
  /// The first date; nil for no limit.
  var since: String? { get set }
  /// The last date; nil for no limit.
  var until: String? { get set }
  /// Paths of which a commit must have changed one; none for any path.
  var path: [String] { get set }
}

extension CommitFilterRequest {
  /// The fields, for the list of an action.
  package static var filterFields: [Field<Self>] {
    [
      .path("repo", \.repo, "Any folder in the repository to look in."),
      .flag("all_repos", \.allRepos, "Look in all indexed repositories."),
      .texts("author", \.author, "Only commits whose author's name or email address contains one of these texts."),
      .date(
        "since", \.since,
        "Only commits committed on this date or later: \(DateExpression.forms). Days begin at midnight UTC."),
      .date("until", \.until, "Only commits committed on this date or earlier."),
      .texts(
        "path", \.path,
        "Only commits that changed a path like this: a file, a folder or a glob whose * also matches slashes, relative to repo or, as in ':/lib', to the root of the repository."
      ),
    ]
  }

  /// What to keep. Throws `IpaiError(.usage)` for a date that is none.
  package func filter(now: Date) throws -> DocumentFilter {
    DocumentFilter(
      authors: author, since: try since.map { try DateExpression($0, now: now).first },
      until: try until.map { try DateExpression($0, now: now).last }, paths: path)
  }

  /// The folder whose repository is meant; nil for all.
  ///
  /// Throws `IpaiError(.usage)` where none is named and the caller stands in none, and where both are asked for.
  package func folder(in services: Services) throws -> String? {
    guard allRepos else { return try services.repository(repo) }
    if repo != nil { throw IpaiError(.usage, "give repo or all_repos, not both") }
    return nil
  }
}
