import CGit2

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
  package init?(hex: some StringProtocol) { self.init(hexDigits: Array(hex.utf8)) }

  /// nil unless `digits` are 40 hexadecimal digits in ASCII.
  package init?(hexDigits digits: some RandomAccessCollection<UInt8>) {
    guard digits.count == 2 * Self.byteCount else { return nil }
    var words: (UInt64, UInt64, UInt32) = (0, 0, 0)
    for digit in digits {
      guard let value = Self.nibble(digit) else { return nil }
      words.0 = words.0 << 4 | words.1 >> 60
      words.1 = words.1 << 4 | UInt64(words.2 >> 28)
      words.2 = words.2 << 4 | UInt32(value)
    }
    (high, middle, low) = words
  }

  private init() { (high, middle, low) = (0, 0, 0) }
  private static var zero: ObjectID { ObjectID() }

  private static func nibble(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  package var bytes: [UInt8] {
    [high, middle].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
      + (0..<4).map { UInt8(truncatingIfNeeded: low >> (24 - 8 * $0)) }
  }

  package var hex: String {
    String(decoding: bytes.flatMap { [Self.digits[Int($0 >> 4)], Self.digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static let digits = Array("0123456789abcdef".utf8)

  /// The bytes are random already: the first eight are hash enough.
  package func hash(into hasher: inout Hasher) { hasher.combine(high) }

  package static func < (left: ObjectID, right: ObjectID) -> Bool {
    (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
  }

  /// The same name as libgit2 writes it.
  var git: git_oid {
    var oid = git_oid()
    withUnsafeMutableBytes(of: &oid) { $0.copyBytes(from: bytes) }
    return oid
  }

  init(_ oid: git_oid) { self = withUnsafeBytes(of: oid) { raw in raw.baseAddress.map { ObjectID($0) } } ?? .zero }
}
