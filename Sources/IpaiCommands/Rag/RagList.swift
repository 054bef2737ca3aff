import ArgumentParser
import IpaiActions

/// `ipai rag list`
struct RagList: ActionVerb {
  typealias Work = RagListAction

  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the corpora of documents and source code.",
    discussion: """
      A + after the number of files means that a folder of the corpus has not been read to the end.

      Examples:
        ipai rag list
        ipai rag list --format json
      """)

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> RagListAction.Request { .init() }

  func table(_ outcome: RagListAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable([
      .init(head: "CORPUS", style: theme.id, most: 40), .init(head: "FILES"), .init(head: "PASSAGES"),
      .init(head: "LEFT OUT"), .init(head: "PATH"),
    ])
    for corpus in outcome.items {
      let isCut = corpus.sources.contains { $0.synced == nil }
      for (place, source) in corpus.sources.enumerated() {
        let own = place == 0
        table.add([
          own ? corpus.corpus : "", own ? "\(corpus.files)\(isCut ? "+" : "")" : "", own ? String(corpus.passages) : "",
          own ? String(corpus.skipped) : "", source.path.isEmpty ? "imported texts" : source.path,
        ])
      }
    }
    return table.rendered(theme)
  }
}
