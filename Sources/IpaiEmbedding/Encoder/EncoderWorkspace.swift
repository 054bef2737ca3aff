import CEncoderKernels

/// The memory in which a batch is encoded, for one thread at a time.
final class EncoderWorkspace {
  /// The number of tokens for which there is room.
  let capacity: Int
  /// capacity x hidden numbers each.
  let hidden, mixed, projected: UnsafeMutablePointer<Float>
  /// capacity x 3 hidden numbers.
  let attention: UnsafeMutablePointer<Float>
  /// block x intermediate numbers, where a block has at most `blockRows` rows.
  let intermediate: UnsafeMutablePointer<Float>
  /// What the attention kernel needs for the longest sequence.
  let scratch: UnsafeMutablePointer<Float>
  /// Rows in 8 bits: capacity x hidden numbers, or block x intermediate ones.
  let quantized: encoder_quantized_rows
  private let memory: MappedMemory

  /// The number of rows that go through the feed-forward part together; what they need stays in the cache of a core.
  static let blockRows = 96
  /// The number of tokens for which there is room at first: a query, or the subject of a commit.
  private static let fewTokens = 64

  /// The size in bytes.
  var bytes: Int { memory.size }

  /// The capacity of a workspace for `tokens` tokens, which is that of a short text, of the longest text that the model takes
  /// or of a whole batch.
  private static func capacity(_ shape: ModelShape, _ tokens: Int) -> Int {
    if tokens <= min(fewTokens, shape.maxTokens) { return min(fewTokens, shape.maxTokens) }
    if tokens <= shape.maxTokens { return shape.maxTokens }
    return max(Encoder.batchTokens, shape.maxTokens)
  }

  /// A workspace with room for `tokens` tokens of texts that are not longer than the model takes.
  ///
  /// Throws `IpaiError(.unavailable)` when the system has no memory left.
  init(_ shape: ModelShape, tokens: Int) throws {
    let capacity = Self.capacity(shape, tokens)
    let width = capacity * shape.hidden
    let block = min(capacity, Self.blockRows) * shape.intermediate
    let scratchCount = encoder_attention_scratch(min(capacity, shape.maxTokens))
    let values = max(width, block)
    let floats = 6 * width + block + scratchCount + 4 * capacity
    memory = try MappedMemory(parts: 11, bytes: floats * MemoryLayout<Float>.stride + values)
    self.capacity = capacity
    hidden = memory.next(width, of: Float.self)
    mixed = memory.next(width, of: Float.self)
    projected = memory.next(width, of: Float.self)
    attention = memory.next(3 * width, of: Float.self)
    intermediate = memory.next(block, of: Float.self)
    scratch = memory.next(scratchCount, of: Float.self)
    quantized = encoder_quantized_rows(
      values: memory.next(values, of: UInt8.self), scale: memory.next(capacity, of: Float.self),
      zero: memory.next(capacity, of: Int32.self), outlier: memory.next(capacity, of: Float.self),
      outlier_column: memory.next(capacity, of: Int32.self))
  }
}
