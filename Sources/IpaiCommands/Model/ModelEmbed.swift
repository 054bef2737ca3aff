import ArgumentParser
import IpaiCore
import IpaiEmbedding

/// `ipai model embed`
struct ModelEmbed: Verb {
  static let configuration = CommandConfiguration(
    commandName: "embed",
    abstract: "Write the embeddings of texts, for scripts.",
    discussion: """
      Reads texts from standard input, a line each, and writes one JSON array of numbers a line, of length 1.

      Examples:
        echo "fix a leak of file handles" | ipai model embed
        ipai model embed --jsonl --encoder f32 < texts.jsonl > embeddings.jsonl
      """)

  @OptionGroup var lines: TextLines

  @Option(help: ArgumentHelp("int8 or f32.", valueName: "precision"))
  var encoder: String?

  @OptionGroup var common: CommonOptions

  var settings: [String: String?] { [Setting.encoder.key: encoder] }

  func run(in session: Session) throws {
    let encoder = try session.textEncoder()
    let width = encoder.dimensions
    try lines.forEachBatch(session) { texts in
      let embeddings = try encoder.encode(texts, isCancelled: session.world.isCancelled)
      var output = ""
      for start in stride(from: 0, to: embeddings.count, by: width) {
        output += "[" + embeddings[start..<(start + width)].map(\.description).joined(separator: ",") + "]\n"
      }
      session.world.standardOutput.write(output)
    }
  }
}
