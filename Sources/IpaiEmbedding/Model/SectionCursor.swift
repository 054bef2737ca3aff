import IpaiCore

/// Reads the parts of a section one after the other, as `SectionBuilder` wrote them, each at a multiple of 64 bytes.
struct SectionCursor {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  /// A cursor at the start of a section.
  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The next `count` values. Throws `IpaiError(.unavailable)` past the end, as for a file that lies about its sizes.
  mutating func next<Value: BitwiseCopyable>(_ count: Int, of type: Value.Type) throws -> UnsafePointer<Value> {
    let length = count * MemoryLayout<Value>.stride
    guard position + length <= bytes.count, let base = bytes.baseAddress else {
      throw IpaiError(.unavailable, "the model file has sections that are too short")
    }
    defer { position += SectionBuilder.padded(length) }
    return (base + position).assumingMemoryBound(to: type)
  }
}
