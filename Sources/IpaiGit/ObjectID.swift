import CGit2
import IpaiCore

/// The SHA-1 name of a git object, 20 bytes.
package struct ObjectID: Hashable, Comparable, Sendable {
  private let high: UInt64
  private let middle: UInt64
  private let low: UInt32

  package static let byteCount = 20

  /// Takes the 20 bytes at `bytes`, which need not be aligned.
  package init(_ bytes: UnsafeRawPointer) {
    high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
    middle = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    low = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
  }

  /// nil unless `bytes` are 20.
  package init?(bytes: some Collection<UInt8>) {
    let copy = Array(bytes)
    guard copy.count == Self.byteCount else { return nil }
    self = copy.withUnsafeBytes { raw in raw.baseAddress.map { ObjectID($0) } } ?? ObjectID.zero
  }

  /// nil unless `hex` is 40 hexadecimal digits.
  package init?(hex: some StringProtocol) {
    let id = Array(hex.utf8).withUnsafeBytes { ObjectID(hexDigits: $0) }
    guard let id else { return nil }
    self = id
  }

  /// nil unless `digits` are 40 hexadecimal digits in ASCII.
  package init?(hexDigits digits: UnsafeRawBufferPointer) {
    guard digits.count == 2 * Self.byteCount, let high = Self.word(digits, 0..<16),
      let middle = Self.word(digits, 16..<32), let low = Self.word(digits, 32..<40)
    else { return nil }
    (self.high, self.middle, self.low) = (high, middle, UInt32(low))
  }

  private init() { (high, middle, low) = (0, 0, 0) }
  private static var zero: ObjectID { ObjectID() }

  private static func word(_ digits: UnsafeRawBufferPointer, _ range: Range<Int>) -> UInt64? {
    var (word, all): (UInt64, UInt8) = (0, 0)
    for index in range {
      let value = values[Int(digits[index])]
      all |= value
      word = word << 4 | UInt64(value & 15)
    }
    return all < 16 ? word : nil
  }

  /// By byte: the value of a hexadecimal digit; 255 for what is none.
  private static let values: [UInt8] = (0..<256).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt8(byte) - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt8(byte) - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt8(byte) - UInt8(ascii: "A") + 10
    default: 255
    }
  }

  package var bytes: [UInt8] { withUnsafeBytes(of: git) { Array($0) } }

  package var hex: String { bytes.hexadecimal }

  /// The bytes are random already: the first eight are hash enough.
  package func hash(into hasher: inout Hasher) { hasher.combine(high) }

  package static func < (left: ObjectID, right: ObjectID) -> Bool {
    (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
  }

  /// The same name as libgit2 writes it.
  var git: git_oid {
    var oid = git_oid()
    withUnsafeMutableBytes(of: &oid) { bytes in
      bytes.storeBytes(of: high.bigEndian, as: UInt64.self)
      bytes.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
      bytes.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
    }
    return oid
  }

  init(_ oid: git_oid) { self = withUnsafeBytes(of: oid) { raw in raw.baseAddress.map { ObjectID($0) } } ?? .zero }
}
