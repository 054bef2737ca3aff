import IpaiCore

/// Hands out the parts of a section one after the other, each at a multiple of 64 bytes; `SectionBuilder` wrote them.
struct SectionCursor {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The next `count` values. Throws `IpaiError(.unavailable)` past the end, as in a file that lies about its sizes.
  mutating func next<Value: BitwiseCopyable>(_ count: Int, of type: Value.Type) throws -> UnsafePointer<Value> {
    let length = count * MemoryLayout<Value>.stride
    guard position + length <= bytes.count, let base = bytes.baseAddress else {
      throw IpaiError(.unavailable, "the model file has sections that are too short")
    }
    defer { position += SectionBuilder.padded(length) }
    return (base + position).assumingMemoryBound(to: type)
  }
}

/// Builds a section of parts that each start at a multiple of 64 bytes.
struct SectionBuilder {
  private(set) var bytes: [UInt8] = []

  static func padded(_ length: Int) -> Int { (length + 63) & ~63 }

  mutating func add<Value: BitwiseCopyable>(_ values: [Value]) {
    values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: repeatElement(0, count: Self.padded(bytes.count) - bytes.count))
  }
}
