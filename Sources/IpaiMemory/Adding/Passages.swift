/// Cuts long texts into passages that a model can read whole.
enum Passages {
  /// The bytes that a passage should not exceed: about 200 tokens, as models read no more than 256.
  static let bytes = 900
  /// The bytes after which even a word without end is cut.
  private static let mostBytes = 8 << 10

  /// The passages of `text`, one after the other and without gaps; one that is empty for an empty text.
  ///
  /// A passage ends after an empty line, a line, a sentence or a word, whichever comes first in this order and leaves it at
  /// least half of its length. Words are never cut unless they have thousands of bytes, as encoded images do.
  static func split(_ text: String) -> [String] {
    if text.utf8.count <= bytes { return [text] }
    var copy = text
    return copy.withUTF8 { utf8 in
      var passages: [String] = []
      var start = 0
      while start < utf8.count {
        let end = end(of: utf8, from: start)
        passages.append(String(decoding: utf8[start..<end], as: UTF8.self))
        start = end
      }
      return passages
    }
  }

  private static func end(of text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard text.count - start > bytes else { return text.count }
    let half = start + bytes / 2
    let whole = start + bytes
    for isEnd in [endsParagraph, endsLine, endsSentence, endsWord] {
      if let end = (half..<whole).last(where: { isEnd(text, $0) }) { return end + 1 }
    }
    let most = min(text.count, start + mostBytes)
    if let end = (whole..<most).first(where: { endsWord(text, $0) }) { return end + 1 }
    var end = most
    // Not within a character.
    while end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  private static func endsParagraph(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    text[index] == 10 && index > 0 && text[index - 1] == 10
  }

  private static func endsLine(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool { text[index] == 10 }

  private static func endsSentence(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard text[index] == UInt8(ascii: " "), index > 0 else { return false }
    return [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?")].contains(text[index - 1])
  }

  private static func endsWord(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    [9, 10, 13, 32].contains(text[index])
  }
}
