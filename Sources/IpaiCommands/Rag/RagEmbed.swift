import ArgumentParser
import Foundation
import IpaiActions
import IpaiCore

/// `ipai rag embed`
struct RagEmbed: ActionVerb {
  typealias Work = RagEmbedAction

  static let configuration = CommandConfiguration(
    commandName: "embed",
    abstract: "Compute the meaning of the passages of a corpus, and choose with what.",
    discussion: """
      Passages are found by meaning once a model has computed it: the one that is installed on this machine or, where the corpus \
      has another embedder, a service with OpenAI's interface, such as OpenAI, Ollama, LM Studio or text-embeddings-inference. \
      The texts of the passages, and later what is searched for, are sent to it. Addresses must begin with https://, except \
      for localhost, 127.0.0.1 and [::1]. The key is read from the environment whenever it is needed and is stored nowhere.

      'ipai rag add', 'sync' and 'import' send up to 1,000,000 tokens to a service on another machine unasked; more is sent by \
      this command with --yes. --dry-run says how much there is and how long it takes, for which it sends up to 128 passages, \
      and what it costs if you give the price. You can interrupt it at any time: what was computed is kept, and the next run \
      goes on. A search in a corpus whose service cannot be reached finds by words alone and says so.

      Examples:
        ipai rag embed docs --dry-run
        ipai rag embed docs --embedder http://localhost:11434/v1 --model nomic-embed-text
        ipai rag embed docs --embedder https://api.openai.com/v1 --model text-embedding-3-small --key-env OPENAI_API_KEY
        ipai rag embed docs --embedder installed
      """)

  @Argument(help: RagEmbedAction.help("corpus"))
  var corpus: String

  @OptionGroup var embedder: EmbedderOptions

  @Flag(help: RagEmbedAction.help("dry_run"))
  var dryRun = false

  @Flag(help: RagEmbedAction.help("yes"))
  var yes = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> RagEmbedAction.Request {
    var request = RagEmbedAction.Request()
    request.corpus = corpus
    embedder.apply(to: &request)
    request.dryRun = dryRun
    request.yes = yes
    return request
  }

  func table(_ outcome: RagEmbedAction.Outcome, in invocation: Invocation) -> String {
    var lines = ["\(outcome.corpus): \(outcome.embedder.text)"]
    if outcome.embedded > 0 {
      lines.append("\(Count.text(outcome.embedded, "passage")) can now be found by meaning as well")
    } else if outcome.passages > 0 {
      lines.append(
        "\(Count.text(outcome.passages, "passage")) with about \(Count.text(outcome.tokens, "token")) to compute")
    } else if outcome.embedder.kind == .none {
      lines.append("found by words alone")
    } else {
      lines.append("nothing to compute")
    }
    if let seconds = outcome.seconds { lines.append("about \(Self.time(seconds))") }
    if let dollars = outcome.dollars, outcome.passages > 0 {
      lines.append("about $\(String(format: "%.2f", max(0.01, dollars)))")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func time(_ seconds: Double) -> String {
    switch seconds {
    case ..<90: "\(Count.text(max(1, Int(seconds.rounded())), "second"))"
    case ..<5_400: "\(Count.text(Int((seconds / 60).rounded()), "minute"))"
    default: "\(Count.text(Int((seconds / 3_600).rounded()), "hour"))"
    }
  }

  /// Says what was not done.
  func say(of outcome: RagEmbedAction.Outcome, in invocation: Invocation) {
    if dryRun { invocation.say("nothing was changed") }
  }

  /// Throws `IpaiError(.denied)` when so much is sent only when it is asked for.
  func check(_ outcome: RagEmbedAction.Outcome) throws {
    guard outcome.needsConsent, !dryRun else { return }
    throw IpaiError(
      .denied, "so much is sent to \(outcome.embedder.url ?? "a service") only when you agree to it",
      hint: "to send it, add: --yes")
  }
}
