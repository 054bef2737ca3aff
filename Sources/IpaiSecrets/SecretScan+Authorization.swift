extension SecretScan {
  /// Finds the credentials of an `Authorization` header (RFC 9110, section 11.6.2); the index after them.
  mutating func authorization(_ place: SecretAnchorPlace) -> Int? {
    var reader = SecretAssignment(text, place)
    guard reader.readJoint() == .assigned else { return nil }
    reader.skipOpening()
    let first = reader.position
    let scheme = text.end(of: .letters, from: first, limit: first + 12)
    let start = text.end(of: .blanks, from: scheme, limit: scheme + 4)
    let hasScheme = start > scheme && Self.schemes.contains(text.lowercasedText(first..<scheme))
    let credentials = if hasScheme { start } else { first }
    let end = end(of: Self.token68, from: credentials, key: -1)
    let value = SecretValue(text, credentials..<end, isQuoted: true)
    let isSecret = if hasScheme { value.isCredential } else { value.isSecret(.token, .assigned) }
    guard isSecret else { return nil }
    return addUnlessToken(credentials..<end, place)
  }

  /// Finds credentials after `Bearer ` that are not in a header; the index after them.
  mutating func credentials(_ place: SecretAnchorPlace) -> Int? {
    guard !ByteSet.alphanumeric.contains(text[place.range.lowerBound - 1]) else { return nil }
    let start = place.range.upperBound
    let end = end(of: Self.token68, from: start, key: -1)
    guard SecretValue(text, start..<end, isQuoted: false).isSecret(.token, .distant) else { return nil }
    return addUnlessToken(start..<end, place)
  }

  /// Finds the password after `-u` or `--user` of `curl`; the index after it.
  mutating func curlUser(_ place: SecretAnchorPlace) -> Int? {
    var start = text.end(of: Self.beforeUser, from: place.range.upperBound, limit: place.range.upperBound + 4)
    guard start > place.range.upperBound, isCurl(before: place.range.lowerBound) else { return nil }
    let quote = text[start - 1]
    start = text.end(of: Self.userName, from: start, limit: start + 100)
    guard text[start] == UInt8(ascii: ":") else { return nil }
    let end = passwordEnd(start + 1, quote: quote)
    extraWork += end - start
    guard end - start > 3, !SecretValue(text, start + 1..<end, isQuoted: true).isMasked else { return nil }
    return addUnlessToken(start + 1..<end, place)
  }

  private func passwordEnd(_ start: Int, quote: UInt8) -> Int {
    if ByteSet.quotes.contains(quote) {
      var end = start
      while end < min(text.count, start + 200), text[end] != quote, text[end] >= 0x20 { end += 1 }
      return end
    }
    return text.end(of: Self.shellWord, from: start, limit: start + 200)
  }

  /// True when `curl` stands before `end` in the same command, which may have several lines.
  private mutating func isCurl(before end: Int) -> Bool {
    var index = end
    while index > max(0, end - 300) {
      index -= 1
      extraWork += 1
      if text[index] == 10, text[index - 1] != UInt8(ascii: "\\") { return false }
      if text[index] == UInt8(ascii: "c"), text.has(Self.curl, at: index) { return true }
    }
    return false
  }

  private static let schemes: Set<String> = ["bearer", "basic", "token", "apikey", "negotiate", "key"]
  private static let token68 = ByteSet.alphanumeric.with("-._~+/=")
  private static let beforeUser = ByteSet(others: " =\"'")
  private static let userName = ByteSet.name.with("@$+")
  private static let shellWord = ByteSet("!"..."~").without("\"'`\\")
  private static let curl = Array("curl".utf8)
}
