import ArgumentParser
import Foundation
import IpaiActions
import IpaiCommits
import IpaiCore
import IpaiMemory
import IpaiSearch
import IpaiSkills

/// `ipai rag search`
struct RagSearch: ListVerb {
  typealias Work = RagSearchAction

  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find commits, documents and source code by what they say.",
    discussion: """
      Any text can be a query; more words give better results. In a short query of bare words, "words in quotes" must stand \
      together and in that order, a quoted word or identifier anywhere, and -word keeps out commits whose message or \
      paths have the word. In text that was pasted, and where nothing matches with them, quotes and dashes are plain \
      text. The id of a commit, whole or abbreviated, finds that commit first.

      Words are compared by their stems and ranked by BM25F over subject, body, paths, identifiers and the words of \
      the diff. Where an embedding model is installed, how near the meaning of the message is to that of the query \
      adds to the score: much where the words are common or match badly, little where they are rare and match well. \
      So a search also finds commits that say it in other words, if they are near enough in meaning.

      In corpora of documents and source code, a passage counts by itself and by its file: its headings, the names of the file \
      and all words in it. The best passage of each file is listed with the places of others, and a query that is the name of a \
      symbol finds its definition first. There --path is seen from the folder that was added, and --since and --until mean when \
      the file was changed.

      The exit status is 1 when nothing matched.

      Examples:
        ipai rag search "leak when the handshake times out"
        ipai rag search '"connection reuse" proxy -test' --path lib --since 2023-01-01
        ipai rag search "who broke the progress bar" --author jane --format json
        ipai rag search --like HEAD~3
        ipai rag search "proxy" --all --format jsonl
        ipai rag search "how to rotate the keys" --corpus docs,commits
        ipai rag search "where a retry is scheduled" --corpus code --lang swift --path Sources
        ipai rag search "how keys are rotated" --corpus docs --budget 4000 | llm "Summarize this"
      """)

  @Argument(help: RagSearchAction.help("query"))
  var query: [String] = []

  @Option(help: RagSearchAction.help("mode", "mode"))
  var mode: SearchMode?

  @Option(help: RagSearchAction.help("like", "rev|file", more: "A text file may be named instead of a revision."))
  var like: String?

  @Option(help: RagSearchAction.help("corpus", "names"))
  var corpus: String?

  @OptionGroup var filter: FilterOptions

  @Option(parsing: .singleValue, help: RagSearchAction.help("lang", "name"))
  var lang: [String] = []

  @Option(name: .customLong("where"), parsing: .singleValue, help: RagSearchAction.help("where", "key=value"))
  var conditions: [String] = []

  @Flag(help: RagSearchAction.help("ungrouped"))
  var ungrouped = false

  @Option(help: RagSearchAction.help("context", "lines"))
  var context: Int?

  @Option(help: RagSearchAction.help("budget", "tokens"))
  var budget: Int?

  @OptionGroup var page: PageOptions

  @Flag(help: RagSearchAction.help("explain"))
  var explain = false

  @Flag(help: "Put the words that matched in brackets, for scripts; on a terminal they are coloured.")
  var mark = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if query.isEmpty == (like == nil) { throw ValidationError("give either a query or --like") }
    if like == nil, query.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { throw ValidationError("the query is empty") }
  }

  func request(in invocation: Invocation) throws -> RagSearchAction.Request {
    let example = try like.map { try NamedExample($0, in: invocation) }
    if let cut = example?.cutFile { invocation.say("only the first 64 KiB of \(cut) count") }
    var request = RagSearchAction.Request()
    request.query = example?.text ?? query.joined(separator: " ")
    request.plain = example?.text != nil
    request.like = example?.revision
    request.mode = mode
    if let corpus { request.corpus = corpus }
    request.explain = explain
    try filter.apply(to: &request, in: invocation)
    request.lang = lang
    request.where = conditions
    request.ungrouped = ungrouped
    request.context = context
    request.budget = budget
    page.apply(to: &request)
    return request
  }

  func table(_ outcome: SearchResults, in invocation: Invocation) -> String {
    // A model reads it whole.
    let text = SearchResultText(
      theme: invocation.theme, showsTexts: budget != nil, explains: explain, marks: mark,
      showsRepository: filter.allRepositories)
    return text.text(outcome.items)
  }

  func say(of results: SearchResults, _ services: Services, in invocation: Invocation) throws {
    filter.warn(ofMissed: results.withoutAllPaths, invocation)
    let areCommits = results.corpus == CorpusLayout.commits.name
    page.sayMore(results.next, of: areCommits ? "commits" : "documents", invocation)
    try sayWhatIsLacking(results, services, invocation)
    for (corpus, reason) in (results.leftOut ?? [:]).sorted(by: { $0.key < $1.key }) {
      invocation.say("\(corpus) left out: \(reason)")
    }
    if let reason = results.meaningUnavailable { invocation.say("searching by words alone: \(reason)") }
    if let reason = results.operatorsIgnored { invocation.say(reason.explanation) }
    if results.isQueryCut {
      invocation.say("the query is long: only its first \(Query.maxTerms) different words count")
    }
  }

  /// Other corpora hold no commits.
  var nothing: String {
    let isOfCommits = corpus == nil || corpus == CorpusLayout.commits.name
    return isOfCommits ? "no commit matches" : "nothing matches"
  }

  func hint(_ outcome: SearchResults) -> String? { outcome.hint }

  private func sayWhatIsLacking(_ results: SearchResults, _ services: Services, _ invocation: Invocation) throws {
    let areCommits = results.corpus.split(separator: ",").contains(Substring(CorpusLayout.commits.name))
    if invocation.configuration.hasStore, !areCommits {
      if let missing = results.withoutVectors, missing > 0, invocation.configuration.embeddings {
        let documents = Count.text(missing, "document", "is", "are")
        let command =
          switch results.corpus {
          case CorpusLayout.skills.name: "ipai skills sync DIR"
          case CorpusLayout.memory.name: "ipai memory index"
          default: "ipai rag embed NAME"
          }
        invocation.say("\(documents) found by words alone so far; to change that: \(command)")
      }
      return
    }
    guard let store = try services.commitsIfAny() else { return }
    guard areCommits else {
      if !results.isComplete { invocation.say("not all of it has been read; to finish that: ipai rag sync") }
      if let missing = results.withoutVectors, missing > 0 {
        invocation.say(
          "\(Count.text(missing, "document", "is", "are")) found by words alone so far; to change that: ipai rag embed NAME"
        )
      }
      return
    }
    let repository = filter.allRepositories ? nil : try invocation.world.absolute(filter.repo ?? ".")
    var command: String {
      get throws {
        let named = filter.repo
        return try CallingThread.run {
          await CommitLookup(store).updateCommand(for: repository, named: named)
        }
      }
    }
    if !results.isComplete {
      invocation.say("the index is not complete; to finish it: \(try command)")
    } else if let lag = Staleness.text(behind: results.behind ?? 0, ahead: results.ahead ?? 0) {
      invocation.say("the index is \(lag); to bring it up to date: \(try command)")
    }
    if let missing = results.withoutVectors, missing > 0, results.isComplete, invocation.configuration.embeddings {
      let commits = Count.text(missing, "commit", "is", "are")
      invocation.say("\(commits) found by words alone so far; to change that: \(try command)")
    }
    if let missing = results.withoutAllWords {
      let commits = Count.text(missing, "commit")
      invocation.say("\(commits) may be missed: paths or words of diffs are missing, as in a partial clone, or damaged")
      // Of so many, a search does not look for all that was fetched since.
      if missing > Staleness.mostTried, repository != nil {
        invocation.say("what was fetched since is read by: \(try command)")
      }
    }
  }
}

extension SearchMode: ExpressibleByArgument {}
