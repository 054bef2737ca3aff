import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai rag forget`
struct RagForget: ActionVerb {
  typealias Work = RagForgetAction

  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Remove a corpus, or a folder or file from all corpora. The files themselves stay.",
    discussion: """
      A path has a slash in it, as ./notes. What it names need not be there any more. A file that is forgotten, and that is still in a folder of a corpus, comes \
      back with the next sync.

      Examples:
        ipai rag forget docs
        ipai rag forget ~/old-project/docs
      """)

  @Argument(help: RagForgetAction.help("name"))
  var name: String

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> RagForgetAction.Request {
    var request = RagForgetAction.Request()
    let isPath = name.contains("/") || name == "." || name == ".."
    request.name = try isPath ? invocation.world.absolute(name) : name
    return request
  }

  func table(_ outcome: RagForgetAction.Outcome, in invocation: Invocation) -> String {
    let what = outcome.corpus.map { "the corpus '\($0)'" } ?? outcome.path ?? ""
    return "\(TerminalText.sanitized(what)) is forgotten, with \(Count.text(outcome.files, "file"))\n"
  }
}
