import ArgumentParser
import IpaiCommits
import IpaiCore

/// `ipai commits list`
struct CommitsList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List indexed commits, newest first.",
    discussion: """
      Shows the first 10, or as many as max_results is set to. --all shows the whole list; with --format jsonl each \
      commit is written as soon as it is read. Where there is more, --after goes on: its cursor is the 'next' of the \
      JSON document, and is named on standard error for the other formats. It stays valid while commits are added.

      The exit status is 1 when no commit matches.

      Examples:
        ipai commits list --author jane --since '2 weeks ago'
        ipai commits list --path 'lib/*.c' --path docs --max-results 50
        ipai commits list --all --format jsonl
      """)

  @OptionGroup var filter: FilterOptions
  @OptionGroup var page: PageOptions
  @OptionGroup var common: CommonOptions

  var settings: [String: String?] { page.settings }

  func run(in session: Session) throws {
    let documents = try filter.documents(session)
    let lookup = CommitLookup(try filter.database(session))
    var (table, commits, count) = (CommitTable(session, filter.allRepositories), [CommitSummary](), 0)
    let next = try lookup.list(in: try filter.repository(session), documents, page.request(session)) { commit in
      count += 1
      switch session.options.format {
      case .table: table.add(commit)
      case .json: commits.append(CommitSummary(commit))
      case .jsonl: session.write(line: CommitSummary(commit))
      }
    }
    let missed = try filter.missed(session, lookup)
    if session.options.format != .jsonl {
      session.answer(Answer(CommitPage(commits: commits, next: next, withoutAllPaths: missed), table: table.rendered))
    }
    filter.warn(ofMissed: missed, session)
    page.sayMore(next, session)
    if count == 0 { throw try filter.nothing(session, lookup) }
  }
}

/// A page of `commits list` as JSON.
struct CommitPage: Encodable {
  let commits: [CommitSummary]
  /// What `--after` takes for the next page; nil when there is none.
  let next: String?
  /// How many commits a filter by path may have missed; nil for none.
  let withoutAllPaths: Int?

  enum CodingKeys: String, CodingKey {
    case commits, next
    case withoutAllPaths = "without_all_paths"
  }
}

/// A commit as `commits list` writes it.
struct CommitSummary: Encodable {
  let commit: String
  let author: Person
  let authored: ZonedTimestamp
  let committed: Timestamp
  let subject: String
  /// The first 50.
  let paths: [String]
  let pathCount: Int
  let pathsCut: Bool
  let repository: String

  init(_ commit: StoredCommit) {
    self.commit = commit.id
    author = commit.author
    authored = commit.authored
    committed = commit.committed
    subject = String(MessageText(commit.message).subject)
    paths = commit.changes.map(\.path)
    pathCount = commit.pathCount
    pathsCut = commit.arePathsCut
    repository = commit.repository ?? ""
  }

  enum CodingKeys: String, CodingKey {
    case commit, author, authored, committed, subject, paths, repository
    case pathCount = "path_count"
    case pathsCut = "paths_cut"
  }
}
