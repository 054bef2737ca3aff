extension SecretScan {
  /// Finds the password in a URL whose `://` is at `place` (RFC 3986, section 3.2.1); the index after it.
  mutating func urlPassword(_ place: SecretAnchorPlace) -> Int? {
    let start = place.range.upperBound
    let end = text.end(of: Self.authority, from: start)
    extraWork += end - start
    guard let colon = (start..<end).first(where: { Self.delimiters.contains(text[$0]) }),
      text[colon] == UInt8(ascii: ":"),
      let at = (colon..<end).last(where: { text[$0] == UInt8(ascii: "@") }), at - colon > 2
    else { return nil }
    let password = colon + 1..<at
    guard !isPort(password), !password.contains(where: { Self.brackets.contains(text[$0]) }),
      !SecretValue(text, password, isQuoted: true).isMasked
    else { return nil }
    return addUnlessToken(password, place)
  }

  /// True when the range begins with the number of a port, as in `http://host:80?name=me@there`.
  private func isPort(_ range: Range<Int>) -> Bool {
    let end = text.end(of: .digits, from: range.lowerBound, limit: range.upperBound)
    return end > range.lowerBound && (text[end] == UInt8(ascii: "?") || text[end] == UInt8(ascii: "#"))
  }

  private static let delimiters = ByteSet(others: ":@")
  private static let brackets = ByteSet(others: "[]")
  /// What may stand before the path, even `?` and `#`, which many forget to encode in passwords.
  private static let authority = ByteSet("!"..."~").without("/\"'`<>\\")
}
