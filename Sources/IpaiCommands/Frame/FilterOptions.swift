import ArgumentParser
import IpaiCommits
import IpaiCore
import IpaiDatabase
import IpaiSearch

/// The options that say among which commits to look.
struct FilterOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Any folder in the repository to look in.", valueName: "path"))
  var repo: String?

  @Flag(name: .customLong("all-repos"), help: "Look in all repositories of the index.")
  var allRepositories = false

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Only commits whose author's name or address contains this; may be repeated: any of them.", valueName: "text"))
  var author: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only commits committed on this date or later: \(DateExpression.forms). Days are those of UTC.",
      valueName: "date"))
  var since: String?

  @Option(help: ArgumentHelp("Only commits committed on this date or earlier.", valueName: "date"))
  var until: String?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Only commits that changed such a path: a file, a folder or a glob whose * crosses slashes, relative to where you stand, or from the repository's root as ':/lib'; may be repeated: any of them.",
      valueName: "glob"))
  var path: [String] = []

  func validate() throws {
    if repo != nil && allRepositories { throw ValidationError("give --repo or --all-repos, not both") }
  }

  /// The folder whose repository is meant; nil for all.
  func repository(_ session: Session) throws -> String? {
    allRepositories ? nil : try session.world.absolute(repo ?? ".")
  }

  /// What to keep. Throws `IpaiError(.usage)` for a date that is none.
  func documents(_ session: Session) throws -> DocumentFilter {
    let now = session.world.now()
    return DocumentFilter(
      authors: author, since: try since.map { try DateExpression($0, now: now).first },
      until: try until.map { try DateExpression($0, now: now).last }, paths: path)
  }

  /// The index. Throws `IpaiError(.notFound)` when there is none yet.
  func database(_ session: Session) throws -> DatabaseFile {
    guard let database = try session.databaseForReading() else {
      throw CommitScope.notIndexed(try repository(session) ?? session.world.currentDirectory)
    }
    return database
  }

  /// The error that says that nothing was found, with a hint where one is known.
  func nothing(_ session: Session, _ lookup: CommitLookup) throws -> IpaiError {
    if session.options.quiet { return IpaiError(.no, "") }
    return IpaiError(.no, "no commit matches", hint: try lookup.hint(in: repository(session), documents(session)))
  }

  /// How many commits a filter by path may have missed; nil for none, and where there is no such filter.
  func missed(_ session: Session, _ lookup: CommitLookup) throws -> Int? {
    guard !path.isEmpty else { return nil }
    let count = try lookup.gaps(in: repository(session)).withoutAllPaths
    return count > 0 ? count : nil
  }

  /// Says on standard error that a filter by path may have missed so many commits.
  func warn(ofMissed count: Int?, _ session: Session) {
    guard let count else { return }
    session.say("--path may miss \(Count.text(count, "commit")), of which the index does not have all paths")
  }
}
