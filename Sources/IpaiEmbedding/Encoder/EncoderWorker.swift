/// A tokenizer and an encoder with their memory.
///
/// Sendable: it is in an `EncoderPool`, under its lock, or used by the one thread that took it out.
final class EncoderWorker: @unchecked Sendable {
  private var tokenizer: WordPieceTokenizer
  private let encoder: Encoder
  private var tokens: [Int32] = []
  private var lengths: [Int] = []
  private var places: [Int] = []

  /// A worker for a model. Throws `IpaiError(.unavailable)` when the file is not right.
  init(_ file: ModelFile, _ precision: EncoderPrecision) throws {
    tokenizer = try WordPieceTokenizer(file)
    encoder = try Encoder(file, precision)
  }

  /// The size of the workspace in bytes.
  var bytes: Int { encoder.workspaceBytes }

  /// True when the workspace is not larger than the longest text of the model needs.
  var isUsual: Bool { encoder.isWorkspaceUsual }

  /// True when a word of three letters or more is one token; shorter ones are more often pieces of others than words.
  func isWhole(_ word: String) -> Bool {
    guard word.count >= 3 else { return false }
    var ids: [Int32] = []
    return Array(word.utf8).withUnsafeBytes { tokenizer.append($0, to: &ids) } == 3 && !tokenizer.isUnknown(ids[1])
  }

  /// Encodes the texts whose places `next` returns until it returns nil, and calls `body` with the place and the embedding of
  /// each. Throws what `next` throws, and `IpaiError(.unavailable)` when the system has no memory left.
  func encode(_ texts: [[UInt8]], next: () throws -> Int?, body: (Int, UnsafeBufferPointer<Float>) -> Void) throws {
    while let place = try next() {
      let length = texts[place].withUnsafeBytes { tokenizer.append($0, to: &tokens) }
      if tokens.count > Encoder.batchTokens { try encodeBatch(tokens.count - length, body) }
      lengths.append(length)
      places.append(place)
    }
    try encodeBatch(tokens.count, body)
  }

  /// Encodes the texts that wait, which are the first `count` tokens.
  private func encodeBatch(_ count: Int, _ body: (Int, UnsafeBufferPointer<Float>) -> Void) throws {
    var index = 0
    try encoder.encode(tokens[..<count], lengths: lengths) { embedding in
      body(places[index], embedding)
      index += 1
    }
    tokens.removeSubrange(..<count)
    lengths.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
  }

  /// Drops the texts that an interrupted job left.
  func reset() {
    tokens = []
    lengths = []
    places = []
  }
}
