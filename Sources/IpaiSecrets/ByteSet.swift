/// A set of ASCII bytes.
struct ByteSet: Sendable {
  private let low: UInt64
  private let high: UInt64

  /// The bytes of the ranges of characters and of `others`, all of them ASCII.
  init(_ ranges: ClosedRange<Unicode.Scalar>..., others: String = "") {
    var words: [UInt64] = [0, 0]
    let scalars = ranges.flatMap { Array($0.lowerBound.value...$0.upperBound.value) }
    for value in scalars + others.unicodeScalars.map(\.value) where value < 128 {
      words[Int(value >> 6)] |= 1 << UInt64(value & 63)
    }
    low = words[0]
    high = words[1]
  }

  private init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// True when `byte` is in the set.
  func contains(_ byte: UInt8) -> Bool {
    let word = if byte < 64 { low } else { high }
    return byte < 128 && word >> UInt64(byte & 63) & 1 != 0
  }

  /// The set with the ASCII characters of `others`.
  func with(_ others: String) -> ByteSet {
    let added = ByteSet(others: others)
    return ByteSet(low: low | added.low, high: high | added.high)
  }

  /// The set without the ASCII characters of `others`.
  func without(_ others: String) -> ByteSet {
    let removed = ByteSet(others: others)
    return ByteSet(low: low & ~removed.low, high: high & ~removed.high)
  }
}

extension ByteSet {
  static let digits = ByteSet("0"..."9")
  static let capitals = ByteSet("A"..."Z")
  static let smallLetters = ByteSet("a"..."z")
  static let letters = ByteSet("A"..."Z", "a"..."z")
  static let capitalsAndDigits = ByteSet("A"..."Z", "0"..."9")
  static let alphanumeric = letters.with("0123456789")
  static let hexadecimal = ByteSet("0"..."9", "a"..."f", "A"..."F")
  static let smallHexadecimal = ByteSet("0"..."9", "a"..."f")
  static let capitalHexadecimal = ByteSet("0"..."9", "A"..."F")
  /// The alphabet of base64 without its padding.
  static let base64 = alphanumeric.with("+/")
  /// The alphabet of base64 for URLs without its padding (RFC 4648, section 5).
  static let base64URL = alphanumeric.with("-_")
  /// What names of variables, keys and options are written in.
  static let name = alphanumeric.with("_-.")
  static let blanks = ByteSet(others: " \t")
  static let space = ByteSet(others: " \t\r\n")
  static let quotes = ByteSet(others: "\"'`")
}
