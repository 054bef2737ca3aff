/// Reads what follows a word such as "password": the rest of the name that it is in, what joins the name to a value,
/// and the value.
///
/// It knows `KEY=value`, `key: value`, `"key": "value"`, `key => 'value'`, `--key value`, `<key>value</key>`,
/// `set("key", "value")`, `| key | value |` and sentences such as "the key for the tests is value".
struct SecretAssignment {
  /// What joins a name and a value.
  enum Joint: Sendable {
    /// A sign that gives the value to the name.
    case assigned
    /// The word "is", a line break, or a sign that may just as well mean something else.
    case said
    /// Other words, so that the value need not be that of the name.
    case distant
  }

  /// The text.
  let text: TextBytes
  /// Where the name begins, of which the word is a part.
  let nameStart: Int
  /// The word.
  let word: Range<Int>
  /// Where the name ends.
  private(set) var nameEnd: Int
  /// How far the text has been read.
  var position: Int
  /// True when the name is in quotes.
  private(set) var isNameQuoted = false

  /// Begins after the word at `place`.
  init(_ text: TextBytes, _ place: SecretAnchorPlace) {
    self.text = text
    word = place.range
    let start = text.start(of: .name, before: word.lowerBound, limit: max(place.limit, word.lowerBound - 40))
    // The letter of an escape such as `\n` does not belong to the name.
    nameStart = if text[start - 1] == UInt8(ascii: "\\"), start < word.lowerBound { start + 1 } else { start }
    nameEnd = word.upperBound
    position = word.upperBound
  }

  /// Reads the rest of the name and what joins it to a value; nil when it is another word or nothing joins it.
  mutating func readJoint() -> Joint? {
    guard skipName() else { return nil }
    nameEnd = position
    skipClosing()
    let blanks = skipBlanks()
    if let joint = readSign() { return joint }
    guard blanks > 0 else { return nil }
    if isOption { return .assigned }
    return skipWords()
  }

  /// Skips the rest of the name; false when the word is only the beginning of another, as in `tokenize`.
  private mutating func skipName() -> Bool {
    if text.lowercase(at: position) == UInt8(ascii: "s"), !ByteSet.letters.contains(text[position + 1]) {
      position += 1
    }
    if ByteSet.letters.contains(text[position]) {
      let isHump = ByteSet.capitals.contains(text[position]) && ByteSet.smallLetters.contains(text[position - 1])
      guard isHump else { return false }
    }
    let limit = position + 40
    position = text.end(of: .name, from: position, limit: limit)
    if position == limit { return false }
    while position > word.upperBound, Self.nameEnds.contains(text[position - 1]) { position -= 1 }
    return true
  }

  /// Skips quotes, a bracket and emphasis after the name.
  private mutating func skipClosing() {
    let end = text.end(of: Self.closing, from: position, limit: position + 5)
    isNameQuoted = (position..<end).contains { ByteSet.quotes.contains(text[$0]) }
    position = end
  }

  mutating func skipBlanks() -> Int {
    let end = text.end(of: .blanks, from: position, limit: position + 8)
    defer { position = end }
    return end - position
  }

  private static let nameEnds = ByteSet(others: "-.")
  private static let closing = ByteSet(others: "\"'`*]\\")
}
