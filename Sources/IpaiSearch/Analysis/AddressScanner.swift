/// Finds the addresses in a text: whatever surrounds a `://` without a space.
enum AddressScanner {
  /// The bytes of each address in UTF-8 text, in order.
  static func addresses(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var addresses: [Range<Int>] = []
    var index = 0
    while index + 2 < text.count {
      guard text[index] == UInt8(ascii: ":"), text[index + 1] == UInt8(ascii: "/"), text[index + 2] == UInt8(ascii: "/")
      else {
        index += 1
        continue
      }
      var start = index
      var end = index + 3
      while start > 0, CharacterClass.isLetterOrDigit(text[start - 1]) { start -= 1 }
      while end < text.count, text[end] > 32 { end += 1 }
      addresses.append(start..<end)
      index = end
    }
    return addresses
  }
}
