/// A private key in PEM (RFC 7468) or ASCII armor (RFC 9580), as it stands in text: whole or cut off, in one line or in
/// many, with line breaks that are escaped, behind `> ` or within quotes.
struct PrivateKeyBlock {
  /// The least number of characters of base64 that belong to a key and not to a sentence about keys.
  private static let shortestLine = 16
  /// The most characters that a word without digits has.
  private static let longestWord = 48
  /// How many short words may stand between two lines of a key.
  private static let mostShortWords = 4
  private static let mostHeaders = 6
  private static let longestHeader = 200

  private let text: TextBytes
  private var position: Int
  /// The index after the last byte of the key that was found.
  private var keyEnd: Int?
  private var shortWords = 0
  private var headers = 0

  /// The index after the key whose `-----BEGIN` ends at `start`; nil when it is no private key, or has none in it.
  static func end(_ text: TextBytes, from start: Int) -> Int? {
    guard let body = bodyStart(text, from: start) else { return nil }
    var block = PrivateKeyBlock(text: text, position: body)
    return block.end()
  }

  /// The index after `-----BEGIN … PRIVATE KEY-----`.
  private static func bodyStart(_ text: TextBytes, from start: Int) -> Int? {
    let end = text.end(of: label, from: start, limit: start + 100)
    for ending in endings where text.hasIgnoringCase(ending, at: end - ending.count) {
      guard text.has(dashes, at: end) else { return nil }
      return end + dashes.count
    }
    return nil
  }

  private init(text: TextBytes, position: Int) {
    self.text = text
    self.position = position
  }

  private mutating func end() -> Int? {
    while true {
      let isNewLine = skipSeparators()
      if text.hasIgnoringCase(Self.last, at: position) { return keyEnd.map { _ in afterLastLine() } }
      let end = text.end(of: Self.base64, from: position)
      if isKey(position..<end) {
        keyEnd = end
        shortWords = 0
        position = end
      } else if isNewLine, keyEnd == nil, skipHeader() {
        continue
      } else if end == position || !skipShortWord(to: end, isNewLine: isNewLine) {
        return keyEnd
      }
    }
  }

  /// True for base64 that is no word of a language, nor a path.
  private func isKey(_ word: Range<Int>) -> Bool {
    guard word.count >= Self.shortestLine else { return false }
    return word.count >= Self.longestWord || word.contains { ByteSet.digits.contains(text[$0]) }
  }

  /// Skips what may stand between the lines of a key; true when that has a line break.
  private mutating func skipSeparators() -> Bool {
    var hasNewLine = false
    while position < text.count {
      if Self.separators.contains(text[position]) {
        hasNewLine = hasNewLine || text[position] == 10
        position += 1
      } else if text[position] == UInt8(ascii: "\\"), Self.escapes.contains(text[position + 1]) {
        hasNewLine = true
        position += 2
      } else if text.has(Self.arrow, at: position) {
        position += Self.arrow.count
      } else {
        break
      }
    }
    return hasNewLine
  }

  /// Skips a short word, which belongs to the key if it is a line of its own or if more of the key follows.
  private mutating func skipShortWord(to end: Int, isNewLine: Bool) -> Bool {
    shortWords += 1
    guard shortWords <= Self.mostShortWords else { return false }
    position = end
    if isNewLine, keyEnd != nil, Self.lineEnds.contains(text[end]) { keyEnd = end }
    return end < text.count
  }

  /// Skips a line such as `Proc-Type: 4,ENCRYPTED`.
  private mutating func skipHeader() -> Bool {
    let name = text.end(of: .name, from: position, limit: position + 40)
    guard name > position, text[name] == UInt8(ascii: ":"), headers < Self.mostHeaders else { return false }
    let end = text.end(of: Self.lineText, from: name, limit: name + Self.longestHeader)
    headers += 1
    position = end
    return true
  }

  /// The index after `-----END … KEY-----`, or as much of it as there is.
  private func afterLastLine() -> Int {
    let end = text.end(of: Self.label, from: position + Self.last.count, limit: position + 120)
    return text.end(of: ByteSet(others: "-"), from: end, limit: end + Self.dashes.count)
  }

  private static let dashes = Array("-----".utf8)
  private static let last = Array("-----end".utf8)
  private static let endings = ["private key", "private key block"].map { Array($0.utf8) }
  private static let label = ByteSet.capitalsAndDigits.with(" _abcdefghijklmnopqrstuvwxyz")
  private static let base64 = ByteSet.base64.with("=")
  /// What some tools write after the numbers of lines.
  private static let arrow = Array("→".utf8)
  private static let separators = ByteSet(others: " \t\r\n\"'`,>|*#")
  private static let escapes = ByteSet(others: "nrt")
  private static let lineEnds = ByteSet(others: "\u{0}\r\n\\\"'`")
  private static let lineText = ByteSet(" "..."[", "]"..."~")
}
