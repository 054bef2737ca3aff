import ArgumentParser
import IpaiCore
import IpaiEmbedding

/// `ipai model tokenize`
struct ModelTokenize: Verb {
  static let configuration = CommandConfiguration(
    commandName: "tokenize",
    abstract: "Write the token ids of texts, for scripts.",
    discussion: """
      Reads texts from standard input, a line each, and writes one JSON array of token ids a line, with [CLS] and [SEP] \
      and cut at the model's limit.

      Examples:
        echo "fix a leak of file handles" | ipai model tokenize
        ipai model tokenize --jsonl < texts.jsonl
      """)

  @OptionGroup var lines: TextLines
  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    var tokenizer = try WordPieceTokenizer(session.models.open(session.configuration.model))
    try lines.forEachBatch(session) { texts in
      var output = ""
      for text in texts {
        var tokens: [Int32] = []
        text.withUnsafeBytes { _ = tokenizer.append($0, to: &tokens) }
        output += "[" + tokens.map(\.description).joined(separator: ",") + "]\n"
      }
      session.world.standardOutput.write(output)
    }
  }
}
