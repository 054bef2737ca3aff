import ArgumentParser
import IpaiCore
import IpaiSearch

/// The options that say among which commits to look.
struct FilterOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Any folder in the repository to look in.", valueName: "path"))
  var repo: String?

  @Flag(name: .customLong("all-repos"), help: "Look in all repositories of the index.")
  var allRepositories = false

  @Option(help: ArgumentHelp("Only commits whose author's name or address contains this.", valueName: "text"))
  var author: String?

  @Option(
    help: ArgumentHelp("Only commits of this date or later: 2024-05-01, yesterday, '2 weeks ago'.", valueName: "date"))
  var since: String?

  @Option(help: ArgumentHelp("Only commits of this date or earlier.", valueName: "date"))
  var until: String?

  @Option(
    help: ArgumentHelp(
      "Only commits that changed such a path, from the repository's root: a file, a folder or a glob whose * crosses slashes.",
      valueName: "glob"))
  var path: String?

  @Option(name: .customLong("max-results"), help: ArgumentHelp("Show at most so many.", valueName: "n"))
  var maxResults: Int?

  func validate() throws {
    if repo != nil && allRepositories { throw ValidationError("give --repo or --all-repos, not both") }
  }

  var settings: [String: String?] { [Setting.maxResults.key: maxResults.map { String($0) }] }

  /// The folder whose repository is meant; nil for all.
  func repository(_ session: Session) throws -> String? {
    allRepositories ? nil : try session.world.absolute(repo ?? ".")
  }

  /// What to keep. Throws `IpaiError(.usage)` for a date that is none.
  func documents(_ session: Session) throws -> DocumentFilter {
    let now = session.world.now()
    return DocumentFilter(
      author: author, since: try since.map { try DateExpression($0, now: now).first },
      until: try until.map { try DateExpression($0, now: now).last }, path: path)
  }
}
