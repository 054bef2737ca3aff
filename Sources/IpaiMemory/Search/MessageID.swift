/// The number of a message as a search's cursors have it: 8 bytes, the highest first.
enum MessageID {
  /// The bytes of a number.
  static func bytes(_ number: Int64) -> [UInt8] { withUnsafeBytes(of: number.bigEndian) { Array($0) } }

  /// The number of bytes; nil for bytes that are none.
  static func number(_ id: [UInt8]) -> Int64? {
    guard id.count == 8 else { return nil }
    return Int64(bitPattern: id.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }
}
