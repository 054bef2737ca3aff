/// What a message says: a text, or a list of blocks of which some are text.
enum ImportedContent: Decodable {
  case text(String)
  case blocks([ContentBlock])

  /// Reads either form; null is an empty list.
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    // Most are a text, and a failed attempt is costly.
    do { self = .text(try container.decode(String.self)) } catch {
      if container.decodeNil() {
        self = .blocks([])
      } else if var list = try? decoder.unkeyedContainer() {
        var blocks: [ContentBlock] = []
        while !list.isAtEnd { blocks.append(try list.decode(ContentBlock.self)) }
        self = .blocks(blocks)
      } else {
        throw error
      }
    }
  }

  /// The blocks; a text is one of them.
  var blocks: [ContentBlock] {
    switch self {
    case .text(let text): [ContentBlock(text: text)]
    case .blocks(let blocks): blocks
    }
  }

  /// The texts, in order.
  var texts: [String] { blocks.compactMap(\.text) }

  /// The texts as one, with an empty line between them.
  var text: String {
    if case .text(let text) = self { return text }
    return texts.joined(separator: "\n\n")
  }
}
