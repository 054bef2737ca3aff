import ArgumentParser
import IpaiActions

/// `ipai rag export`
struct RagExport: ListVerb {
  typealias Work = RagExportAction

  static let noun = (one: "passage", many: "passages")
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the passages of a corpus, in the form that 'ipai rag import' reads.",
    discussion: """
      With --format jsonl, each passage is a line with id, text and metadata, written as soon as it is read.

      Examples:
        ipai rag export docs --all --format jsonl > docs.jsonl
      """)

  @Argument(help: RagExportAction.help("corpus"))
  var corpus: String

  @OptionGroup var page: PageOptions
  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> RagExportAction.Request {
    var request = RagExportAction.Request()
    request.corpus = corpus
    page.apply(to: &request)
    return request
  }

  func table(_ outcome: RagExportAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable([.init(head: "PASSAGE", style: theme.id), .init(head: "TEXT")])
    for passage in outcome.items {
      table.add([passage.id, passage.text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""])
    }
    return table.rendered(theme)
  }

  /// Says how to get the next page.
  func say(of outcome: RagExportAction.Outcome, _ services: Services, in invocation: Invocation) {
    page.sayMore(outcome.next, of: Self.noun.many, invocation)
  }
}
