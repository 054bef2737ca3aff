extension SecretAssignment {
  /// A value, and how it stands in the text.
  struct Value {
    /// Its bytes, without quotes.
    var range: Range<Int>
    /// True when it is in quotes.
    var isQuoted: Bool
    /// True when it is on a line after the name.
    var isOnOtherLine: Bool
  }

  /// Reads the value after what joins it to the name; nil when none follows, or what follows is code.
  ///
  /// `endOfRun` finds the end of the bytes of a set from an index.
  mutating func readValue(_ endOfRun: (ByteSet, Int) -> Int) -> Value? {
    skipType()
    let isOnOtherLine = skipOpening()
    let quote = text[position - 1]
    if ByteSet.quotes.contains(quote), let end = quotedEnd(quote) {
      return Value(range: position..<end, isQuoted: true, isOnOtherLine: isOnOtherLine)
    }
    let bytes = if isEnvironment { Self.environment } else { Self.bare }
    var end = endOfRun(bytes, position)
    guard !Self.callSigns.contains(text[end]) else { return nil }
    while end > position, Self.punctuation.contains(text[end - 1]) { end -= 1 }
    return Value(range: position..<end, isQuoted: false, isOnOtherLine: isOnOtherLine)
  }

  /// True for `NAME=value` without blanks, where the value may have signs in it.
  var isEnvironment: Bool {
    text[nameEnd] == UInt8(ascii: "=") && position == nameEnd + 1
      && !(nameStart..<nameEnd).contains { ByteSet.smallLetters.contains(text[$0]) }
  }

  /// Skips the type in `name: Type = value`.
  private mutating func skipType() {
    guard text[position - 1] == UInt8(ascii: ":") else { return }
    let start = text.end(of: .blanks, from: position, limit: position + 4)
    let type = text.end(of: Self.type, from: start, limit: start + 40)
    let sign = text.end(of: .blanks, from: type, limit: type + 4)
    guard type > start, text[sign] == UInt8(ascii: "="), text[sign + 1] != UInt8(ascii: "=") else { return }
    position = sign + 1
  }

  /// Skips blanks, line breaks and what opens a value; true when a line break was among them.
  @discardableResult mutating func skipOpening() -> Bool {
    let maySkipLines = text[position - 1] == UInt8(ascii: ":")
    let blanks = if maySkipLines { ByteSet.space } else { ByteSet.blanks }
    let start = text.end(of: blanks, from: position, limit: position + 64)
    let isOnOtherLine = (position..<start).contains { text[$0] == 10 }
    position = text.end(of: Self.opening, from: start, limit: start + 6)
    if position == start + 3, text[start] == UInt8(ascii: "`"), text[position] == 10 { position += 1 }
    let letter = text.end(of: Self.stringLetters, from: position, limit: position + 1)
    if letter > position, ByteSet.quotes.contains(text[letter]) { position = letter + 1 }
    return isOnOtherLine
  }

  /// The index of the quote that ends the value; nil when its line ends first.
  ///
  /// A quote that is escaped, as in JSON within JSON, ends at an escaped one.
  private func quotedEnd(_ quote: UInt8) -> Int? {
    let backslash = UInt8(ascii: "\\")
    let isEscaped = text[position - 2] == backslash
    var index = position
    while index < text.count {
      let byte = text[index]
      if byte == quote || byte == backslash && isEscaped { return index }
      if byte == 10 { return nil }
      // What a backslash escapes does not end the value.
      if byte == backslash { index += 1 }
      index += 1
    }
    return text.count
  }

  private static let bare = ByteSet("!"..."~").without("\"'`,;&<>()[]{}|\\")
  private static let environment = ByteSet("!"..."~").without("\"'`;&|\\")
  private static let callSigns = ByteSet(others: "([{")
  private static let punctuation = ByteSet(others: ".,:;?)*")
  private static let opening = ByteSet(others: "\"'`*\\ ")
  private static let stringLetters = ByteSet(others: "brufL@#")
  private static let type = ByteSet.name.with("?<>[]")
}
