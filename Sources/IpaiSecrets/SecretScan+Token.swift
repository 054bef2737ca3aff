extension SecretScan {
  /// Finds a token whose anchor is at `place`; the index after it.
  mutating func token(_ form: SecretTokenForm, _ place: SecretAnchorPlace) -> Int? {
    guard let start = start(of: form.before, before: place.range.lowerBound, limit: place.limit),
      form.mayFollowLetters || start == place.limit || mayBeginToken(at: start),
      let end = end(of: form.pieces, from: place.range.upperBound, key: place.rule * 16),
      !ByteSet.alphanumeric.contains(text[end])
    else { return nil }
    let first = if form.keepsAnchor { place.range.upperBound } else { start }
    let token = first..<end
    extraWork += min(token.count, ByteProfile.longest)
    guard ByteProfile(text, token).entropy >= form.minimumEntropy, !isExample(token) else { return nil }
    return add(token, place)
  }

  /// The index after `pieces`, which begin at `start`; nil when they do not match.
  mutating func end(of pieces: [SecretPiece], from start: Int, key: Int) -> Int? {
    var position = start
    for (number, piece) in pieces.enumerated() {
      switch piece {
      case .text(let wanted):
        guard text.has(wanted, at: position) else { return nil }
        position += wanted.count
      case .run(let set, let counts):
        let end = end(of: set, from: position, key: key + number)
        guard counts.contains(end - position) else { return nil }
        position = end
      case .optional(let rest):
        position = end(of: rest, from: position, key: key + number + 8) ?? position
      }
    }
    return position
  }

  /// The index where `pieces`, which are read from the right to the left, begin.
  private func start(of pieces: [SecretPiece], before end: Int, limit: Int) -> Int? {
    var position = end
    for case .run(let set, let counts) in pieces {
      let start = text.start(of: set, before: position, limit: max(limit, position - counts.upperBound))
      guard counts.contains(position - start) else { return nil }
      position = start
    }
    return position
  }

  /// True when what stands before `start` does not make a longer word with it.
  ///
  /// Text is often quoted in another: the letter of an escape (`\n`, `\u003d`, `%3D`, or the end of a terminal's
  /// colour) does not count. Neither do characters beyond ASCII, since some languages write no spaces.
  func mayBeginToken(at start: Int) -> Bool {
    let last = text[start - 1]
    guard ByteSet.alphanumeric.contains(last) else { return true }
    if text[start - 2] == UInt8(ascii: "\\") { return Self.escapeLetters.contains(last) }
    let digits = text.start(of: .hexadecimal, before: start, limit: start - 4)
    if start - digits >= 2, text[start - 3] == UInt8(ascii: "%") { return true }
    if start - digits >= 2, text.has(Self.byteEscape, at: start - 4) { return true }
    if start - digits == 4, text.has(Self.scalarEscape, at: start - 6) { return true }
    return last == UInt8(ascii: "m") && isColour(before: start - 1)
  }

  /// True for the number of a terminal's colour (ECMA-48, "Select graphic rendition") that ends at `end`.
  private func isColour(before end: Int) -> Bool {
    let start = text.start(of: Self.colourNumbers, before: end, limit: end - 20)
    return text[start - 1] == UInt8(ascii: "[") && text[start - 2] == 0x1B
  }

  /// True for the keys of AWS's documentation.
  private func isExample(_ token: Range<Int>) -> Bool {
    token.prefix(ByteProfile.longest).contains { text.has(Self.example, at: $0) }
  }

  private static let example = Array("EXAMPLE".utf8)
  private static let byteEscape = Array("\\x".utf8)
  private static let scalarEscape = Array("\\u".utf8)
  private static let escapeLetters = ByteSet(others: "nrtbfv0")
  private static let colourNumbers = ByteSet("0"..."9", others: ";")
}
