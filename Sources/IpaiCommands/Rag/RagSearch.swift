import ArgumentParser
import Foundation
import IpaiCommits
import IpaiCore
import IpaiGit
import IpaiSearch

/// `ipai rag search`
struct RagSearch: Verb {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find commits by what they did.",
    discussion: """
      Any text is a query; more words find better. "words in quotes" must stand together and in that order, a \
      quoted word or identifier anywhere; -word keeps out commits whose message or paths have the word. Words are \
      compared by their stems. Results are ranked by BM25F over \
      subject, body, paths, identifiers and the words of the diff.

      The exit status is 1 when nothing matched.

      Examples:
        ipai rag search "leak when the handshake times out"
        ipai rag search '"connection reuse" proxy -test' --path lib --since 2023-01-01
        ipai rag search "who broke the progress bar" --author jane --format json
      """)

  @Argument(help: "What to look for.")
  var query: [String]

  @Option(help: ArgumentHelp("The kind of document to look for: commits.", valueName: "name"))
  var corpus = "commits"

  @OptionGroup var filter: FilterOptions

  @Flag(help: "Say what each field and term gave to the score.")
  var explain = false

  @OptionGroup var common: CommonOptions

  var settings: [String: String?] { filter.settings }

  func run(in session: Session) throws {
    if !filter.allRepositories { GitRepository.prepare() }
    let request = SearchRequest(
      query: query.joined(separator: " "), corpus: corpus, repository: filter.repository(session),
      filter: try filter.documents(session), maxResults: session.configuration.maxResults)
    guard let database = try session.databaseForReading() else {
      throw CommitScope.notIndexed(request.repository ?? session.world.currentDirectory)
    }
    let found = try CommitSearchIndex(database).search(request)
    warn(found, session)
    let results = explain ? found : found.withoutTerms
    session.answer(
      Answer(whole: results, items: results.results) {
        SearchResultText(theme: $0, explains: explain, showsRepository: filter.allRepositories).text(results)
      })
    if results.results.isEmpty { throw IpaiError(.no, session.options.quiet ? "" : "no commit matches") }
  }

  private func warn(_ results: SearchResults, _ session: Session) {
    let command = "ipai commits index" + (filter.repo.map { " " + $0 } ?? "")
    if !results.isComplete {
      session.say("the index is not complete; to finish it: \(command)")
    } else if let lag = stalenessText(behind: results.behind ?? 0, ahead: results.ahead ?? 0) {
      session.say("the index is \(lag); to bring it up to date: \(command)")
    }
    if results.isQueryCut { session.say("the query is long: only its first \(Query.maxTerms) different words count") }
  }
}

extension SearchResults {
  /// The results without the terms' contributions, which only `--explain` shows.
  fileprivate var withoutTerms: SearchResults {
    var copy = self
    for index in copy.results.indices { copy.results[index].terms = nil }
    return copy
  }
}
