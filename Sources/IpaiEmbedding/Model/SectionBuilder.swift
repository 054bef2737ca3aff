/// Builds a section of parts, each of which starts at a multiple of 64 bytes.
struct SectionBuilder {
  /// The section so far.
  private(set) var bytes: [UInt8] = []

  /// The smallest multiple of 64 that is not less than `length`.
  static func padded(_ length: Int) -> Int { (length + 63) & ~63 }

  /// Adds a part.
  mutating func add<Value: BitwiseCopyable>(_ values: [Value]) {
    values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: repeatElement(0, count: Self.padded(bytes.count) - bytes.count))
  }
}
