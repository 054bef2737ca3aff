import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai model tokenize`
struct ModelTokenize: Verb {
  static let configuration = CommandConfiguration(
    commandName: "tokenize",
    abstract: "Write the token ids of texts, for scripts.",
    discussion: """
      Reads texts from standard input, one on each line. The tokens of a text begin with [CLS], end with [SEP] and are \
      cut at the model's limit. With --format jsonl, each text gives a line with its token ids as a JSON array; with \
      --format json, all of them are in one array.

      Examples:
        echo "fix a leak of file handles" | ipai model tokenize
        ipai model tokenize --jsonl --format jsonl < texts.jsonl
      """)

  @OptionGroup var lines: TextLines
  @OptionGroup var common: CommonOptions

  func run(in invocation: Invocation) throws {
    let services = invocation.services()
    // Without a model nothing is read.
    _ = try invocation.outcome(of: ModelTokenizeAction.self, .init(), in: services)
    try lines.convert(invocation) { texts in
      var request = ModelTokenizeAction.Request()
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
