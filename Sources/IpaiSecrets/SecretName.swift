/// The name that a value is assigned to.
struct SecretName {
  private let text: TextBytes
  private let name: Range<Int>
  private let word: Range<Int>

  /// The name of an assignment.
  init(_ assignment: SecretAssignment) {
    text = assignment.text
    name = assignment.nameStart..<assignment.nameEnd
    word = assignment.word
  }

  /// False for names such as `token_count`, `secretName`, `nextToken` and `bypass`, whose values are not secret.
  var mayHoldSecret: Bool {
    if Self.publicEndings.contains(lastWord(in: word.upperBound..<name.upperBound)) || isPartOfPath { return false }
    let joint = text.start(of: Self.joints, before: word.lowerBound, limit: name.lowerBound)
    if Self.publicBeginnings.contains(lastWord(in: name.lowerBound..<joint)) { return false }
    if text.hasIgnoringCase(Self.publicKey, at: joint - Self.publicKey.count) { return false }
    guard Self.wholeWords.contains(text.lowercasedText(word)) else { return true }
    return isWholeWord && !isResult
  }

  /// True when no letters stand before the word that make a longer one with it.
  private var isWholeWord: Bool {
    guard name.lowerBound < word.lowerBound else { return true }
    let previous = text[word.lowerBound - 1]
    guard ByteSet.letters.contains(previous) else { return true }
    return ByteSet.smallLetters.contains(previous) && ByteSet.capitals.contains(text[word.lowerBound])
  }

  /// True for a part of a longer name: `AWS::IAM::Secret`, `arn:aws:secret:name`.
  private var isPartOfPath: Bool {
    let previous = text[name.lowerBound - 2]
    return text[name.lowerBound - 1] == UInt8(ascii: ":")
      && (previous == UInt8(ascii: ":") || ByteSet.alphanumeric.contains(previous))
  }

  /// True for `PASS: test` in what programs that run tests say.
  private var isResult: Bool {
    name == word && text[name.upperBound] == UInt8(ascii: ":") && ByteSet.capitals.contains(text[word.lowerBound])
  }

  /// The last word in `range`, in small letters and without the number after it.
  private func lastWord(in range: Range<Int>) -> String {
    let end = text.start(of: .digits, before: range.upperBound, limit: range.lowerBound)
    var start = text.start(of: .smallLetters, before: end, limit: range.lowerBound)
    if start == end {
      start = text.start(of: .capitals, before: end, limit: range.lowerBound)
    } else if start > range.lowerBound, ByteSet.capitals.contains(text[start - 1]) {
      start -= 1
    }
    return text.lowercasedText(start..<end)
  }

  private static let publicKey = Array("publickey".utf8)
  private static let joints = ByteSet(others: "_-. ")
  /// Words that are a part of many others.
  private static let wholeWords: Set<String> = ["auth", "pass", "pwd", "creds"]
  private static let publicBeginnings: Set<String> = [
    "csrf", "xsrf", "page", "next", "continuation", "cancellation", "public", "pub", "pad", "eos", "bos",
    "unk", "mask", "cache", "foreign", "partition", "sort", "idempotency", "object", "row", "dedup", "websocket",
  ]
  private static let publicEndings: Set<String> = [
    "id", "ids", "name", "names", "path", "paths", "file", "files", "url", "urls", "uri", "uris", "endpoint", "host",
    "type", "types", "kind", "length", "len", "count", "counts", "size", "limit", "max", "min", "usage", "budget",
    "expiry", "expires", "expiration", "ttl", "at", "date", "time", "version", "ref", "arn", "region", "provider",
    "location", "alias", "label", "field", "header", "prefix", "suffix", "pattern", "regex", "format", "policy",
    "method", "mode", "scheme", "algorithm", "fingerprint", "store", "manager", "class", "enabled", "required", "index",
    "position", "offset", "user", "username", "email", "hint", "help", "description", "domain", "server", "realm",
    "scope", "scopes", "callback", "hook", "link", "page", "folder", "dir", "directory", "template", "schema",
  ]
}
