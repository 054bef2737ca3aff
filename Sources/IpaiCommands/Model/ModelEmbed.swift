import ArgumentParser
import IpaiActions
import IpaiCore
import IpaiEmbedding

/// `ipai model embed`
struct ModelEmbed: RequestingVerb {
  typealias Work = ModelEmbedAction

  static let configuration = CommandConfiguration(
    commandName: "embed",
    abstract: "Write the embeddings of texts, for scripts.",
    discussion: """
      Reads texts from standard input, one a line. An embedding is a vector of length 1. With --format jsonl, the \
      embedding of each text is written on a line of its own, as a JSON array of numbers; with --format json, all \
      embeddings are in one array. A table shows only the first numbers.

      Examples:
        echo "fix a leak of file handles" | ipai model embed --format json
        ipai model embed --jsonl --encoder f32 --format jsonl < texts.jsonl > embeddings.jsonl
      """)

  @OptionGroup var lines: TextLines

  @Option(help: ModelEmbedAction.help("encoder", "precision"))
  var encoder: EncoderPrecision?

  @OptionGroup var common: CommonOptions

  /// The texts are added to the request as they are read.
  func request(in invocation: Invocation) -> ModelEmbedAction.Request {
    var request = ModelEmbedAction.Request()
    request.encoder = encoder
    return request
  }

  /// Embeds the texts of standard input, some at a time.
  func run(in invocation: Invocation) throws {
    let services = invocation.services()
    var request = request(in: invocation)
    // An empty request fails where no model is installed, before anything is read.
    _ = try invocation.outcome(of: ModelEmbedAction.self, request, in: services)
    try lines.convert(invocation) { texts in
      request.texts = texts
      let outcome = try invocation.outcome(of: ModelEmbedAction.self, request, in: services)
      return zip(texts, outcome.embeddings).map { text, embedding in
        (Self.json(embedding), Self.row(text, embedding, invocation.theme))
      }
    }
    try services.close()
  }

  private static func json(_ embedding: [Float]) -> String {
    "[" + embedding.map(\.description).joined(separator: ",") + "]"
  }

  private static let shownNumbers = 4

  /// The text and the first numbers, for people.
  private static func row(_ text: String, _ embedding: [Float], _ theme: Theme) -> String {
    let numbers = embedding.prefix(shownNumbers).map { TerminalText.padded(decimal($0), to: 7) }.joined(separator: " ")
    return TextLines.label(text) + "  " + numbers + theme.dim(" … of \(embedding.count)")
  }

  /// The number with four decimals.
  private static func decimal(_ value: Float) -> String {
    let sign = value < 0 ? "-" : " "
    let scaled = Int((abs(value) * 10_000).rounded())
    let fraction = String(scaled % 10_000 + 10_000).dropFirst()
    return "\(sign)\(scaled / 10_000).\(fraction)"
  }
}

extension EncoderPrecision: ExpressibleByArgument {}
