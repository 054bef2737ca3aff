import ArgumentParser
import IpaiActions

/// `ipai rag add`
struct RagAdd: ActionVerb {
  typealias Work = RagAddAction

  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add folders of documents or source code to a corpus, so that they can be found.",
    discussion: """
      Texts are divided by headings and by definitions, and stored with their words and, if an embedding model is installed, \
      their meaning. Files that .gitignore names, hidden files in folders that git does not track, links, and files that are \
      binary, generated, minified, empty or larger than 4 MB are left out; a file is divided into at most 200,000 passages. In \
      patterns, * stands for any characters but a slash and ** for any; a pattern without a slash is for names in any folder. \
      Adding the same folder again changes what is left out, and reads what has changed.

      Examples:
        ipai rag add docs --corpus docs
        ipai rag add . --corpus code --include '*.swift' --exclude 'Tests/**'
        ipai rag add wiki --corpus wiki --embedder http://localhost:11434/v1 --model nomic-embed-text
      """)

  @Argument(help: RagAddAction.help("path"))
  var path: [String]

  @Option(help: RagAddAction.help("corpus", "name"))
  var corpus: String

  @Option(parsing: .singleValue, help: RagAddAction.help("include", "glob"))
  var include: [String] = []

  @Option(parsing: .singleValue, help: RagAddAction.help("exclude", "glob"))
  var exclude: [String] = []

  @OptionGroup var embedder: EmbedderOptions

  @Flag(
    name: .customLong("no-embeddings"),
    help: "Do not compute the meaning of passages, even if an embedding model is installed.")
  var noEmbeddings = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> RagAddAction.Request {
    var request = RagAddAction.Request()
    request.path = try path.map { try invocation.world.absolute($0) }
    request.corpus = corpus
    request.include = include
    request.exclude = exclude
    embedder.apply(to: &request)
    if noEmbeddings { request.embeddings = false }
    return request
  }

  func table(_ outcome: SyncedSources, in invocation: Invocation) -> String {
    SyncedSourcesText.text(outcome, invocation.theme)
  }

  /// Says what was left out, and how more can be found.
  func say(of outcome: SyncedSources, in invocation: Invocation) {
    SyncedSourcesText.say(outcome, invocation)
    if !noEmbeddings, embedder.embedder == nil { invocation.sayHowToFindByMeaning("passages") }
  }

  func check(_ outcome: SyncedSources) throws { try SyncedSourcesText.check(outcome) }
}
