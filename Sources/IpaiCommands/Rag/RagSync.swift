import ArgumentParser
import IpaiActions

/// `ipai rag sync`
struct RagSync: ActionVerb {
  typealias Work = RagSyncAction

  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Bring corpora up to what their folders hold.",
    discussion: """
      Reads the files that have changed since the last time, by their size and their times, and forgets those that have \
      vanished. In a store that several machines share, a folder of which nothing is there any more is left as it is, and the \
      exit status is 65: another machine may have had it at the same path. You can interrupt it at any time: what was read is kept, and the next run goes on. The exit status is 66 if a \
      folder is gone; what is stored of it stays until 'ipai rag forget'.

      Examples:
        ipai rag sync
        ipai rag sync --corpus docs --dry-run
      """)

  @Option(parsing: .singleValue, help: RagSyncAction.help("corpus", "name"))
  var corpus: [String] = []

  @Flag(help: RagSyncAction.help("dry_run"))
  var dryRun = false

  @Flag(help: RagSyncAction.help("rebuild"))
  var rebuild = false

  @Flag(help: RagSyncAction.help("prune"))
  var prune = false

  @Flag(
    name: .customLong("no-embeddings"),
    help: "Do not compute the meaning of passages, even if an embedding model is installed.")
  var noEmbeddings = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> RagSyncAction.Request {
    var request = RagSyncAction.Request()
    request.corpus = corpus
    request.dryRun = dryRun
    request.prune = prune
    request.rebuild = rebuild
    if noEmbeddings { request.embeddings = false }
    return request
  }

  func table(_ outcome: SyncedSources, in invocation: Invocation) -> String {
    SyncedSourcesText.text(outcome, invocation.theme)
  }

  /// Says what was left out.
  func say(of outcome: SyncedSources, in invocation: Invocation) {
    SyncedSourcesText.say(outcome, invocation)
    if outcome.sources.isEmpty {
      let which = corpus.isEmpty ? "any corpus" : corpus.joined(separator: ", ")
      invocation.say(
        "no folder of this machine is in \(which), so that nothing was read; to see what there is: ipai rag list")
    }
    if dryRun { invocation.say("nothing was changed") }
  }

  func check(_ outcome: SyncedSources) throws { try SyncedSourcesText.check(outcome) }
}
