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
      compared by their stems and ranked by BM25F over subject, body, paths, identifiers and the words of the diff. \
      Where an embedding model is installed, a fifth of the score is how near the meaning of the message is to that \
      of the query, which also finds what is said in other words.

      The exit status is 1 when nothing matched.

      Examples:
        ipai rag search "leak when the handshake times out"
        ipai rag search '"connection reuse" proxy -test' --path lib --since 2023-01-01
        ipai rag search "who broke the progress bar" --author jane --format json
        ipai rag search --like HEAD~3
      """)

  @Argument(help: "What to look for.")
  var query: [String] = []

  @Option(
    help: ArgumentHelp(
      "How to find: hybrid (by words and meaning), lexical (by words) or vector (by meaning). Default: hybrid where the repository is indexed by meaning.",
      valueName: "mode"))
  var mode: SearchMode?

  @Option(
    help: ArgumentHelp(
      "Look for what is like a commit or a text file, instead of a query.", valueName: "rev|file"))
  var like: String?

  @Option(help: ArgumentHelp("The kind of document to look for: commits.", valueName: "name"))
  var corpus = "commits"

  @OptionGroup var filter: FilterOptions

  @Flag(help: "Say what each field and term gave to the score.")
  var explain = false

  @OptionGroup var common: CommonOptions

  var settings: [String: String?] { filter.settings }

  func validate() throws {
    if query.isEmpty == (like == nil) { throw ValidationError("give either a query or --like") }
  }

  func run(in session: Session) throws {
    if !filter.allRepositories { GitRepository.prepare() }
    let request = try request(session)
    guard let database = try session.databaseForReading() else {
      throw CommitScope.notIndexed(request.repository ?? session.world.currentDirectory)
    }
    let found = try CommitSearchIndex(database, meaning: session.meaning).search(request)
    warn(found, session)
    let results = explain ? found : found.withoutTerms
    session.answer(
      Answer(whole: results, items: results.results) {
        SearchResultText(theme: $0, explains: explain, showsRepository: filter.allRepositories).text(results)
      })
    if results.results.isEmpty { throw IpaiError(.no, session.options.quiet ? "" : "no commit matches") }
  }

  private func request(_ session: Session) throws -> SearchRequest {
    let example = try like.map { try Example($0, in: session) }
    return SearchRequest(
      query: example?.text ?? query.joined(separator: " "), corpus: corpus, repository: try filter.repository(session),
      filter: try filter.documents(session), maxResults: session.configuration.maxResults, mode: mode,
      isPlain: example?.text != nil, like: example?.revision)
  }

  private func warn(_ results: SearchResults, _ session: Session) {
    let command = "ipai commits index" + (filter.repo.map { " " + $0 } ?? "")
    if !results.isComplete {
      session.say("the index is not complete; to finish it: \(command)")
    } else if let lag = stalenessText(behind: results.behind ?? 0, ahead: results.ahead ?? 0) {
      session.say("the index is \(lag); to bring it up to date: \(command)")
    }
    if let missing = results.withoutVectors, missing > 0, results.isComplete {
      session.say(
        "\(missing) commit\(missing == 1 ? " is" : "s are") found by words alone yet; to mend that: \(command)")
    }
    if let reason = results.meaningUnavailable { session.say("searching by words alone: \(reason)") }
    if let reason = results.operatorsIgnored { session.say(reason.explanation) }
    if results.isQueryCut { session.say("the query is long: only its first \(Query.maxTerms) different words count") }
  }
}

/// What `--like` names: a file, by its text, or a revision.
private struct Example {
  var text: String?
  var revision: String?

  private static let maxBytes = 64 << 10

  /// A name with a slash or of a file that is there is a file's; anything else is a revision.
  init(_ name: String, in session: Session) throws {
    let path = try session.world.absolute(name)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
      revision = name
      return
    }
    guard let file = FileHandle(forReadingAtPath: path), let data = try? file.read(upToCount: Self.maxBytes) else {
      throw IpaiError(.denied, "cannot read \(path)")
    }
    text = String(decoding: data, as: UTF8.self)
  }
}

extension SearchMode: ExpressibleByArgument {}

extension IgnoredOperators {
  /// What was done with the query, in words.
  fileprivate var explanation: String {
    switch self {
    case .pastedText:
      "the query reads as pasted text, so its quotes and dashes count as plain text; operators count in short queries of bare words"
    case .onlyExclusions:
      "the query only says what to leave out, so it was read as plain text; add words to look for, as in: timeout -test"
    case .noMatch: "nothing matches with its quotes and dashes as operators; they were read as plain text"
    }
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
