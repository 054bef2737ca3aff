import ArgumentParser
import IpaiActions
import IpaiCore

/// The options that select commits.
struct FilterOptions: ParsableArguments {
  @Option(help: CommitsListAction.help("repo", "path"))
  var repo: String?

  @Flag(name: .customLong("all-repos"), help: CommitsListAction.help("all_repos"))
  var allRepositories = false

  @Option(parsing: .singleValue, help: CommitsListAction.help("author", "text"))
  var author: [String] = []

  @Option(help: CommitsListAction.help("since", "date"))
  var since: String?

  @Option(help: CommitsListAction.help("until", "date"))
  var until: String?

  @Option(parsing: .singleValue, help: CommitsListAction.help("path", "glob"))
  var path: [String] = []

  /// Throws `ValidationError` for options that exclude each other.
  func validate() throws {
    if repo != nil && allRepositories { throw ValidationError("give --repo or --all-repos, not both") }
  }

  /// Sets the fields of the request for which there are options here. Throws `IpaiError(.usage)` for an empty path.
  func apply(to request: inout some CommitFilterRequest, in invocation: Invocation) throws {
    request.repo = try repo.map { try invocation.world.absolute($0) }
    request.allRepos = allRepositories
    request.author = author
    request.since = since
    request.until = until
    request.path = path
  }

  /// Says on standard error how many commits a filter by path may have missed, if any.
  func warn(ofMissed count: Int?, _ invocation: Invocation) {
    guard let count else { return }
    invocation.say("--path may miss \(Count.text(count, "commit")), of which the index does not have all paths")
  }
}
