import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai rag show`
struct RagShow: ActionVerb {
  typealias Work = RagShowAction

  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show what a corpus holds, and what was left out and why.",
    discussion: """
      Examples:
        ipai rag show docs
        ipai rag show docs --files --format json
      """)

  @Argument(help: RagShowAction.help("corpus"))
  var corpus: String

  @Flag(help: RagShowAction.help("files"))
  var files = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> RagShowAction.Request {
    var request = RagShowAction.Request()
    request.corpus = corpus
    request.files = files
    return request
  }

  func table(_ outcome: RagShowAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    let corpus = outcome.corpus
    var text = theme.id(corpus.corpus) + "  \(Count.text(corpus.files, "file")), "
    text += "\(Count.text(corpus.passages, "passage"))\n"
    if corpus.embedder.kind != .installed { text += "  embedder: \(TerminalText.sanitized(corpus.embedder.text))\n" }
    for source in corpus.sources {
      text += "  " + (source.path.isEmpty ? "imported texts" : TerminalText.sanitized(source.path))
      text += source.synced == nil ? theme.dim("  not read to the end") + "\n" : "\n"
    }
    text += tables(outcome, theme)
    return text
  }

  private func tables(_ outcome: RagShowAction.Outcome, _ theme: Theme) -> String {
    var languages = TextTable([.init(head: "LANGUAGE", style: theme.id), .init(head: "FILES")])
    for (name, count) in outcome.languages.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      languages.add([name, String(count)])
    }
    var parts = [languages.rendered(theme)]
    if let files = outcome.files {
      var table = TextTable([
        .init(head: "PASSAGES"), .init(head: "LANGUAGE", style: theme.dim), .init(head: "PATH"),
      ])
      for file in files { table.add([String(file.passages), file.lang, file.path]) }
      parts.append(table.rendered(theme))
    }
    if !outcome.leftOut.isEmpty {
      var table = TextTable([.init(head: "LEFT OUT", style: theme.dim), .init(head: "PATH")])
      for file in outcome.leftOut { table.add([file.reason, file.path]) }
      parts.append(table.rendered(theme))
    }
    return parts.filter { !$0.isEmpty }.map { "\n" + $0 }.joined()
  }
}
