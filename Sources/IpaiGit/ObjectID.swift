import CGit2
import IpaiCore

/// The SHA-1 name of a git object, which has 20 bytes.
package struct ObjectID: Hashable, Comparable, Sendable {
  private let high: UInt64
  private let middle: UInt64
  private let low: UInt32

  /// The number of bytes of an id.
  package static let byteCount = 20

  /// The id whose 20 bytes are at `bytes`, which need not be aligned.
  package init(_ bytes: UnsafeRawPointer) {
    high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
    middle = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    low = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
  }

  /// The id with these bytes; nil unless there are 20 of them.
  package init?(bytes: some Collection<UInt8>) {
    let copy = Array(bytes)
    guard copy.count == Self.byteCount else { return nil }
    self = copy.withUnsafeBytes { raw in raw.baseAddress.map { ObjectID($0) } } ?? ObjectID.zero
  }

  /// The id with these digits; nil unless `hex` consists of 40 hexadecimal digits.
  package init?(hex: some StringProtocol) {
    let id = Array(hex.utf8).withUnsafeBytes { ObjectID(hexDigits: $0) }
    guard let id else { return nil }
    self = id
  }

  /// The id with these digits; nil unless `digits` are 40 hexadecimal digits in ASCII.
  package init?(hexDigits digits: UnsafeRawBufferPointer) {
    guard digits.count == 2 * Self.byteCount, let high = Self.word(digits, 0..<16),
      let middle = Self.word(digits, 16..<32), let low = Self.word(digits, 32..<40)
    else { return nil }
    self.high = high
    self.middle = middle
    self.low = UInt32(low)
  }

  private init() {
    high = 0
    middle = 0
    low = 0
  }

  private static var zero: ObjectID { ObjectID() }

  private static func word(_ digits: UnsafeRawBufferPointer, _ range: Range<Int>) -> UInt64? {
    var word: UInt64 = 0
    var all: UInt8 = 0
    for index in range {
      let value = values[Int(digits[index])]
      all |= value
      word = word << 4 | UInt64(value & 15)
    }
    guard all < 16 else { return nil }
    return word
  }

  /// The value of each byte as a hexadecimal digit; 255 for a byte that is not one.
  private static let values: [UInt8] = (0..<256).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt8(byte) - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt8(byte) - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt8(byte) - UInt8(ascii: "A") + 10
    default: 255
    }
  }

  /// The 20 bytes.
  package var bytes: [UInt8] { withUnsafeBytes(of: git) { Array($0) } }

  /// The 40 digits in lower case.
  package var hex: String { bytes.hexadecimal }

  /// Hashes only the first eight bytes, since all of them are random already.
  package func hash(into hasher: inout Hasher) { hasher.combine(high) }

  package static func < (left: ObjectID, right: ObjectID) -> Bool {
    (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
  }

  /// The same name as a type of libgit2.
  var git: git_oid {
    var oid = git_oid()
    withUnsafeMutableBytes(of: &oid) { bytes in
      bytes.storeBytes(of: high.bigEndian, as: UInt64.self)
      bytes.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
      bytes.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
    }
    return oid
  }

  /// The id of a `git_oid`.
  init(_ oid: git_oid) { self = withUnsafeBytes(of: oid) { raw in raw.baseAddress.map { ObjectID($0) } } ?? .zero }
}
