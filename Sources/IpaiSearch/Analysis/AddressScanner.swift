/// Finds the addresses of a text: what stands without a space around `://`.
enum AddressScanner {
  static func addresses(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var addresses: [Range<Int>] = []
    var index = 0
    while index + 2 < text.count {
      guard text[index] == UInt8(ascii: ":"), text[index + 1] == UInt8(ascii: "/"), text[index + 2] == UInt8(ascii: "/")
      else {
        index += 1
        continue
      }
      var (start, end) = (index, index + 3)
      while start > 0, CharacterClass.isLetterOrDigit(text[start - 1]) { start -= 1 }
      while end < text.count, text[end] > 32 { end += 1 }
      addresses.append(start..<end)
      index = end
    }
    return addresses
  }
}
