import IpaiCore
import IpaiEmbedding

/// Counts the tokens of texts with the installed model's tokenizer, or estimates them where none is installed.
final class TokenCounter {
  /// False where tokens are estimated.
  let isExact: Bool
  private var tokenizer: WordPieceTokenizer?
  /// How many bytes of English a token has, about.
  private static let bytesPerToken = 4

  /// Throws `IpaiError(.unavailable)` for a model that cannot be used.
  init(_ services: Services) throws {
    do { tokenizer = try WordPieceTokenizer(services.models.open(services.configuration.model)) } catch let error
      as IpaiError where error.code == .notFound
    {
      tokenizer = nil
    }
    isExact = tokenizer != nil
  }

  /// The number of tokens of a text of any length.
  func count(_ text: String) -> Int {
    guard tokenizer != nil else { return (text.utf8.count + Self.bytesPerToken - 1) / Self.bytesPerToken }
    // A tokenizer stops at the length that its model reads; lines are short enough, or counted up to there.
    return text.split(whereSeparator: \.isNewline).reduce(0) { $0 + tokens(String($1)) }
  }

  private func tokens(_ line: String) -> Int {
    var sum = 0
    var rest = Array(line.utf8)[...]
    while !rest.isEmpty {
      let piece = rest.prefix(256)
      rest = rest.dropFirst(piece.count)
      var ids: [Int32] = []
      let count = Array(piece).withUnsafeBytes { tokenizer?.append($0, to: &ids) } ?? 0
      // Without [CLS] and [SEP].
      sum += max(0, count - 2)
    }
    return sum
  }
}
