import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai model tokenize`
struct ModelTokenize: RequestingVerb {
  typealias Work = ModelTokenizeAction

  static let configuration = CommandConfiguration(
    commandName: "tokenize",
    abstract: "Write the token ids of texts, for scripts.",
    discussion: """
      Reads texts from standard input, one a line. The tokens of a text begin with [CLS], end with [SEP] and are cut \
      at the model's limit. With --format jsonl, the token ids of each text are written on a line of their own, as a \
      JSON array; with --format json, all of them are in one array.

      Examples:
        echo "fix a leak of file handles" | ipai model tokenize
        ipai model tokenize --jsonl --format jsonl < texts.jsonl
      """)

  @OptionGroup var lines: TextLines
  @OptionGroup var common: CommonOptions

  /// The texts are added to the request as they are read.
  func request(in invocation: Invocation) -> ModelTokenizeAction.Request { .init() }

  /// Splits the texts of standard input, some at a time.
  func run(in invocation: Invocation) throws {
    let services = invocation.services()
    var request = request(in: invocation)
    // An empty request fails where no model is installed, before anything is read.
    _ = try invocation.outcome(of: ModelTokenizeAction.self, request, in: services)
    try lines.convert(invocation) { texts in
      request.texts = texts
      let outcome = try invocation.outcome(of: ModelTokenizeAction.self, request, in: services)
      return zip(texts, outcome.tokens).map { text, tokens in
        let ids = tokens.map(\.description)
        return ("[" + ids.joined(separator: ",") + "]", TextLines.label(text) + "  " + ids.joined(separator: " "))
      }
    }
    try services.close()
  }
}
