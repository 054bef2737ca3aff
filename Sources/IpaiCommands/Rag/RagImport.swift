import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai rag import`
struct RagImport: ActionVerb {
  typealias Work = RagImportAction

  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Keep texts in a corpus that are not files, such as tickets or answers.",
    discussion: """
      Each line of the file is a JSON object with a text and, if you like, metadata, by which --where filters, and an id: a text \
      with the id of another takes its place. Without an id, one is derived from the text and its metadata. An id that ends \
      like the name of a file, as in guide.md, says how the text is written. A line that cannot be read is named, the others \
      are imported, and the exit status is 65.

      Examples:
        ipai rag import tickets.jsonl --corpus tickets
        echo '{"text": "The key is in the vault.", "id": "note-1"}' | ipai rag import - --corpus notes
      """)

  @Argument(help: "A file of JSON objects, one a line; - for standard input.")
  var file = "-"

  @Option(help: RagImportAction.help("corpus", "name"))
  var corpus: String

  @Flag(
    name: .customLong("no-embeddings"),
    help: "Do not compute the meaning of passages, even if an embedding model is installed.")
  var noEmbeddings = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> RagImportAction.Request {
    var request = RagImportAction.Request()
    request.corpus = corpus
    if noEmbeddings { request.embeddings = false }
    return request
  }

  func run(in invocation: Invocation) throws {
    var request = request(in: invocation)
    try RagImportAction.check(request)
    let lines = try ImportedLines(file, in: invocation)
    request.documents = lines.documents
    try run(request, in: invocation)
    try lines.check()
  }

  func table(_ outcome: RagImportAction.Outcome, in invocation: Invocation) -> String {
    "\(outcome.corpus): \(Count.text(outcome.added, "text")) added, \(outcome.updated) changed, \(outcome.unchanged) as before\n"
  }

  /// Says how more can be found.
  func say(of outcome: RagImportAction.Outcome, in invocation: Invocation) {
    if outcome.embedded > 0 {
      invocation.say("\(Count.text(outcome.embedded, "passage")) can now be found by meaning as well")
    }
    invocation.say(outcome.waiting)
    if !noEmbeddings { invocation.sayHowToFindByMeaning("passages") }
  }
}
