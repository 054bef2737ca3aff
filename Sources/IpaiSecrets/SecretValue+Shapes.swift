extension SecretValue {
  /// The part of the value that is looked at.
  private var sample: Range<Int> { range.prefix(ByteProfile.longest) }

  /// True when there are blanks or control characters, which secrets do not have.
  var hasBlanks: Bool { sample.contains { text[$0] <= 0x20 } }

  /// True for hexadecimal digits of one case.
  var isHexadecimal: Bool {
    isAll(.smallHexadecimal, range) || isAll(.capitalHexadecimal, range)
  }

  /// True when there are signs that neither names nor paths have.
  var hasSigns: Bool { sample.contains { Self.signs.contains(text[$0]) || text[$0] >= 0x80 } }

  /// True for the hashes of git and for UUIDs, which name public things.
  var isObjectID: Bool {
    if range.count == 40 || range.count == 64 { return isHexadecimal }
    return isUUID
  }

  /// True for words and numbers that are joined by signs, such as `utf-8`, `2.1.0` and `us-east-1`.
  var isWordsAndNumbers: Bool {
    var start = range.lowerBound
    while start < range.upperBound {
      let letters = text.end(of: .letters, from: start, limit: range.upperBound)
      let digits = text.end(of: .digits, from: letters, limit: range.upperBound)
      let isMixed = letters - start > 2 && digits > letters
      guard !isMixed, digits == range.upperBound || Self.joints.contains(text[digits]) else { return false }
      start = digits + 1
    }
    return true
  }

  /// True for what begins with a date, such as `2026-11-24T10:00:00Z`.
  var isDate: Bool {
    let start = range.lowerBound
    let year = text.end(of: .digits, from: start, limit: range.upperBound)
    let month = text.end(of: .digits, from: year + 1, limit: range.upperBound)
    return year == start + 4 && text[year] == UInt8(ascii: "-") && month == year + 3 && text[month] == text[year]
  }

  /// True for a name of a variable: one that speaks of secrets, or one of several words.
  func isVariableName(_ profile: ByteProfile) -> Bool {
    guard isAll(.name, range) else { return false }
    if Self.secretWords.contains(where: contains) { return true }
    return profile.surprise < 0 && sample.contains { Self.nameJoints.contains(text[$0]) }
  }

  /// True for what stands in documentation in the place of a secret.
  var isPlaceholder: Bool {
    if Self.wholePlaceholders.contains(where: { range.count == $0.count && contains($0) }) { return true }
    return isMasked || Self.exampleParts.contains(where: contains)
  }

  /// True for a secret that is masked, and for a variable or an expression in its place.
  var isMasked: Bool {
    if isVariable || Self.masks.contains(where: contains) { return true }
    return !sample.contains { text[$0] != text[range.lowerBound] }
  }

  /// True for what points to a value elsewhere: URLs, paths, hashes of contents, data of images, code.
  var isReference: Bool {
    if Self.referenceBeginnings.contains(where: { text.hasIgnoringCase($0, at: range.lowerBound) }) { return true }
    if Self.referenceParts.contains(where: contains) { return true }
    return isPath || isNumber
  }

  /// True for an absolute path; base64, which has slashes too, has plus signs as well or ends in an equals sign.
  private var isPath: Bool {
    guard text[range.lowerBound] == UInt8(ascii: "/") else { return false }
    return sample.dropFirst().contains { text[$0] == UInt8(ascii: "/") } && isAll(Self.path, range)
  }

  /// True for a hexadecimal number with its mark.
  private var isNumber: Bool {
    text.hasIgnoringCase(Self.numberMark, at: range.lowerBound)
      && isAll(.hexadecimal, range.lowerBound + 2..<range.upperBound)
  }

  /// True for `$NAME`, `${…}`, `{{…}}`, `<…>`, `[…]`, `%NAME%`, `@NAME@` and for texts with such parts.
  private var isVariable: Bool {
    let first = text[range.lowerBound]
    let last = text[range.upperBound - 1]
    if Self.brackets.contains(where: { $0 == (first, last) }) { return true }
    guard first == UInt8(ascii: "$") else { return false }
    let rest = range.lowerBound + 1..<range.upperBound
    let name = text.end(of: Self.anyVariable, from: rest.lowerBound, limit: rest.upperBound)
    return isAll(Self.variable, rest) || isAll(Self.smallVariable, rest) || text[name] == UInt8(ascii: "/")
  }

  /// True for groups of 8, 4, 4, 4 and 12 hexadecimal digits (RFC 9562).
  var isUUID: Bool {
    guard range.count == 36 else { return false }
    return range.allSatisfy { index in
      if [8, 13, 18, 23].contains(index - range.lowerBound) { return text[index] == UInt8(ascii: "-") }
      return ByteSet.hexadecimal.contains(text[index])
    }
  }

  private func isAll(_ set: ByteSet, _ range: Range<Int>) -> Bool {
    text.end(of: set, from: range.lowerBound, limit: range.upperBound) == range.upperBound
  }

  /// True when `part`, which is in small letters, stands somewhere in the value in letters of any case.
  private func contains(_ part: [UInt8]) -> Bool {
    sample.contains { $0 + part.count <= range.upperBound && text.hasIgnoringCase(part, at: $0) }
  }

  private static func bytes(_ words: String...) -> [[UInt8]] { words.map { Array($0.utf8) } }

  private static let signs = ByteSet(others: "!@#$%^&*+~?")
  private static let path = ByteSet.name.with("/@:,~ ")
  private static let numberMark = Array("0x".utf8)
  private static let nameJoints = ByteSet(others: "._")
  private static let joints = ByteSet(others: "-_.:/,")
  private static let variable = ByteSet("A"..."Z", "0"..."9", others: "_")
  private static let smallVariable = ByteSet("a"..."z", others: "_")
  private static let anyVariable = ByteSet.alphanumeric.with("_")
  private static let brackets: [(UInt8, UInt8)] = ["<>", "[]", "{}", "%%", "@@", "()", "**", "__"].map {
    ($0.utf8.first ?? 0, $0.utf8.last ?? 0)
  }
  private static let secretWords = bytes("pass", "pwd", "secret", "token", "key", "cred", "auth")
  private static let wholePlaceholders = bytes(
    "password", "passwd", "pass", "pwd", "secret", "token", "user", "username", "test", "none", "null", "true", "false")
  /// Parts of the values that documentation gives as examples (`AKIAIOSFODNN7EXAMPLE`, `your-token-here`): nobody's secret.
  private static let exampleParts = bytes(
    "example", "changeme", "change-me", "change_me", "changeit", "placeholder", "your", "dummy", "abcdefghijklmnop")
  private static let masks = bytes(
    "xxxx", "****", "....", "…", "redacted", "${", "$(", "$[", "#{", "{{", "\\(", "%s", "%(", "<")
  private static let referenceBeginnings = bytes(
    "./", "../", "~/", "sha1-", "sha256-", "sha384-", "sha512-", "sha1:", "sha256:", "sha512:", "md5:", "data:",
    "-----", "arn:", "ssh-", "vault:", "secrets.", "process.env", "os.environ", "env.")
  private static let referenceParts = bytes("://", ":\\", "[redacted:")
}
