import CEncoderKernels

/// The memory that a batch needs while it is encoded; one for each thread, made once.
final class EncoderWorkspace {
  let capacity: Int
  /// capacity x hidden each.
  let hidden, mixed, projected: UnsafeMutablePointer<Float>
  /// capacity x 3 hidden.
  let attention: UnsafeMutablePointer<Float>
  /// blockRows x intermediate.
  let intermediate: UnsafeMutablePointer<Float>
  let scratch: UnsafeMutablePointer<Float>
  /// Rows in 8 bits: capacity x hidden, or blockRows x intermediate.
  let quantized: encoder_quantized_rows
  private let allocations: [UnsafeMutableRawPointer]

  /// Rows that go through the feed-forward part together: what they need stays in the cache of a core.
  static let blockRows = 96

  /// Room for `capacity` tokens, of sequences up to the model's limit.
  init(_ shape: ModelShape, capacity: Int, scratch scratchCount: Int) {
    self.capacity = capacity
    var allocations: [UnsafeMutableRawPointer] = []
    func room<Value: BitwiseCopyable>(_ count: Int, of type: Value.Type) -> UnsafeMutablePointer<Value> {
      let memory = UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<Value>.stride, alignment: 64)
      allocations.append(memory)
      return memory.bindMemory(to: type, capacity: count)
    }
    hidden = room(capacity * shape.hidden, of: Float.self)
    mixed = room(capacity * shape.hidden, of: Float.self)
    projected = room(capacity * shape.hidden, of: Float.self)
    attention = room(capacity * 3 * shape.hidden, of: Float.self)
    intermediate = room(Self.blockRows * shape.intermediate, of: Float.self)
    scratch = room(scratchCount, of: Float.self)
    let rows = max(capacity, Self.blockRows)
    quantized = encoder_quantized_rows(
      values: room(max(capacity * shape.hidden, Self.blockRows * shape.intermediate), of: UInt8.self),
      scale: room(rows, of: Float.self), zero: room(rows, of: Int32.self), outlier: room(rows, of: Float.self),
      outlier_column: room(rows, of: Int32.self))
    self.allocations = allocations
  }

  deinit { allocations.forEach { $0.deallocate() } }
}
