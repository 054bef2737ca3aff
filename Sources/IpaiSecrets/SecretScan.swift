/// One pass over a text that finds its secrets.
///
/// The pass looks at each byte once, and at what stands around an anchor where it finds one. What follows an anchor is
/// of limited length, or is remembered, or ends where the next anchor of its kind begins: the work is linear in the
/// length of the text.
struct SecretScan {
  /// The text.
  let text: TextBytes
  /// What was found, in order and without overlaps.
  private(set) var findings: [SecretFinding] = []
  /// How many bytes were looked at beside those of the pass itself.
  var extraWork = 0
  private let index: SecretAnchorIndex
  /// The last token that was met in a value, so that values around it are not searched again.
  private var lastToken: Int?
  /// The last long run of each piece of a pattern, by the number of the piece.
  private var longRuns: [Int: Range<Int>] = [:]

  /// A pass over `text`.
  init(_ text: TextBytes, _ index: SecretAnchorIndex) {
    self.text = text
    self.index = index
  }

  /// Finds all secrets.
  mutating func run() { run(in: 0..<text.count, onlyTokens: false) }

  /// Finds the secrets that begin in `range`; `onlyTokens` leaves out those that are known by what stands around them.
  mutating func run(in range: Range<Int>, onlyTokens: Bool) {
    var limit = range.lowerBound
    var position = range.lowerBound
    while let start = index.nextBeginning(in: text, from: position, limit: range.upperBound) {
      if let end = match(start, limit: limit, onlyTokens: onlyTokens) {
        position = max(start + 1, end)
        limit = position
      } else {
        position = start + 1
      }
    }
  }

  /// Matches the anchors that may begin at `start`; the index after what was found.
  private mutating func match(_ start: Int, limit: Int, onlyTokens: Bool) -> Int? {
    for number in index.places(text, at: start) {
      let anchor = index.anchors[number]
      guard anchor.standsAlone || !onlyTokens else { continue }
      if anchor.ignoresCase {
        guard text.hasIgnoringCase(anchor.text, at: start) else { continue }
      } else {
        guard text.has(anchor.text, at: start) else { continue }
      }
      let rule = index.rules[anchor.rule]
      let place = SecretAnchorPlace(
        rule: anchor.rule, id: rule.id, range: start..<start + anchor.text.count, limit: limit)
      if let end = end(rule.form, place) { return end }
    }
    return nil
  }

  private mutating func end(_ form: SecretRule.Form, _ place: SecretAnchorPlace) -> Int? {
    switch form {
    case .token(let form): token(form, place)
    case .privateKey: privateKey(place)
    case .urlPassword: urlPassword(place)
    case .authorization: authorization(place)
    case .credentials: credentials(place)
    case .curlUser: curlUser(place)
    case .named(let pieces): named(pieces, place)
    case .assigned(let kind): assigned(kind, place)
    case .marker: marker(place)
    }
  }

  private func marker(_ place: SecretAnchorPlace) -> Int? {
    let end = text.end(of: Self.ruleID, from: place.range.upperBound, limit: place.range.upperBound + 100)
    guard end > place.range.upperBound, text[end] == UInt8(ascii: "]") else { return nil }
    return end + 1
  }

  private static let marker = Array("[REDACTED:".utf8)
  private static let ruleID = ByteSet("a"..."z", "0"..."9", others: "-")

  /// Notes a secret; the index after it.
  mutating func add(_ range: Range<Int>, _ place: SecretAnchorPlace) -> Int {
    findings.append(SecretFinding(range: range, ruleID: place.id))
    return range.upperBound
  }

  /// Notes a secret that is known by what stands around it; the index after it.
  ///
  /// It is nil when there is a token in the secret, which is then found by itself and tells more, and when a marker is
  /// the rest of the secret.
  mutating func addUnlessToken(_ range: Range<Int>, _ place: SecretAnchorPlace) -> Int? {
    guard !hasToken(range), !text.has(Self.marker, at: range.upperBound) else { return nil }
    run(in: place.range.upperBound..<range.lowerBound, onlyTokens: true)
    let start = max(range.lowerBound, findings.last?.range.upperBound ?? 0)
    guard start == range.lowerBound else { return start }
    return add(range, place)
  }

  /// True when a token or a marker begins in `range`.
  private mutating func hasToken(_ range: Range<Int>) -> Bool {
    if let lastToken, range.contains(lastToken) { return true }
    extraWork += range.count
    var position = range.lowerBound
    while let start = index.nextBeginning(in: text, from: position, limit: range.upperBound) {
      let count = findings.count
      if match(start, limit: range.lowerBound, onlyTokens: true) != nil {
        findings.removeLast(findings.count - count)
        lastToken = start
        return true
      }
      position = start + 1
    }
    return false
  }

  /// The first index at or after `start` whose byte is not in `set`.
  ///
  /// Long runs are remembered by `key`, since another anchor within one would go through it again.
  mutating func end(of set: ByteSet, from start: Int, key: Int) -> Int {
    let near = text.end(of: set, from: start, limit: start + 64)
    extraWork += near - start
    guard near == start + 64 else { return near }
    if let run = longRuns[key], run.lowerBound <= start, start < run.upperBound { return run.upperBound }
    let end = text.end(of: set, from: near)
    extraWork += end - near
    longRuns[key] = start..<end
    return end
  }
}
