/// The UTF-8 of a text, which may be asked for bytes beyond its ends: they are zeros.
struct TextBytes {
  private let bytes: UnsafeBufferPointer<UInt8>

  /// Looks at `bytes`, which must outlive it.
  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The number of bytes.
  var count: Int { bytes.count }

  /// Calls `body` with the bytes themselves, for a loop that looks at each.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result { body(bytes) }

  /// The byte at `index`; 0 before the first and after the last.
  subscript(index: Int) -> UInt8 {
    guard index >= 0, index < bytes.count else { return 0 }
    return bytes[index]
  }

  /// The four bytes at `index`, the first of them lowest.
  func word(at index: Int) -> UInt32 {
    guard index >= 0, index + 4 <= bytes.count else {
      return (0..<4).reduce(0) { $0 | UInt32(self[index + $1]) << UInt32($1 * 8) }
    }
    return UInt32(littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt32.self))
  }

  /// The byte at `index`, and a small letter for a capital one.
  func lowercase(at index: Int) -> UInt8 {
    let byte = self[index]
    if ByteSet.capitals.contains(byte) { return byte | 0x20 }
    return byte
  }

  /// True when `text` stands at `index`.
  func has(_ text: [UInt8], at index: Int) -> Bool {
    guard index >= 0, index + text.count <= bytes.count else { return false }
    for offset in text.indices where bytes[index + offset] != text[offset] { return false }
    return true
  }

  /// True when `text`, which is in small letters, stands at `index` in letters of any case.
  func hasIgnoringCase(_ text: [UInt8], at index: Int) -> Bool {
    guard index >= 0, index + text.count <= bytes.count else { return false }
    for offset in text.indices where lowercase(at: index + offset) != text[offset] { return false }
    return true
  }

  /// The first index at or after `start` whose byte is not in `set`, and at most `limit`.
  func end(of set: ByteSet, from start: Int, limit: Int = .max) -> Int {
    let most = min(limit, bytes.count)
    var index = start
    while index < most, set.contains(bytes[index]) { index += 1 }
    return index
  }

  /// The first index of the bytes in `set` that end at `end`, and at least `limit`.
  func start(of set: ByteSet, before end: Int, limit: Int) -> Int {
    let least = max(limit, 0)
    var index = end
    while index > least, set.contains(self[index - 1]) { index -= 1 }
    return index
  }

  /// The bytes of `range` as text in small letters.
  func lowercasedText(_ range: Range<Int>) -> String {
    String(decoding: range.map { lowercase(at: $0) }, as: UTF8.self)
  }
}
