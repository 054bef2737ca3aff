import Foundation
import IpaiGit
import IpaiSearch

/// The ids of commits in a query, whole or abbreviated.
struct CommitIDQuery {
  /// True when the query is an id and nothing more.
  let isWhole: Bool
  private let ids: [(typed: String, prefix: ObjectIDPrefix)]

  /// git itself abbreviates ids to this many digits or more. Fewer may also be a word ("face", "fe80", "1024"), and in a
  /// large repository some commit starts with almost any four digits.
  private static let certainDigits = 7
  /// How many ids of a text are looked up.
  private static let most = 16

  /// The ids in what was typed; nil when there are none. Examples and plain queries are not searched for ids.
  init?(_ request: SearchRequest) {
    guard request.like == nil, !request.isPlain else { return nil }
    self.init(request.query)
  }

  /// The ids in `text`; nil when there are none.
  init?(_ text: String) {
    guard Self.mayHoldOne(text) else { return nil }
    if let whole = Self.whole(text) {
      isWhole = true
      ids = [whole]
      return
    }
    let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    isWhole = false
    ids = Array(words.lazy.compactMap(Self.certain).prefix(Self.most))
    if ids.isEmpty { return nil }
  }

  /// A quick test that is false when no four digits of an id follow each other.
  private static func mayHoldOne(_ text: String) -> Bool {
    var digits = 0
    for byte in text.utf8 {
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
      if isDigit || isLetter { digits += 1 } else { digits = 0 }
      if digits == ObjectIDPrefix.leastDigits { return true }
    }
    return false
  }

  /// The id, if the text is one id and nothing more; `commit ID`, as git prints it, counts as one. Marks around an id that was
  /// pasted mean nothing: `(1a2b3c4d)`, `1a2b3c4d.`, `"1a2b3c4d"`.
  private static func whole(_ text: String) -> (typed: String, prefix: ObjectIDPrefix)? {
    var words = text.split(whereSeparator: \.isWhitespace)
    if words.count == 2, words[0].lowercased() == "commit" { words.removeFirst() }
    guard words.count == 1, let word = words.first.map(bare) else { return nil }
    return ObjectIDPrefix(word).map { (String(word), $0) }
  }

  private static func bare(_ word: Substring) -> Substring {
    func isMark(_ character: Character) -> Bool { !character.isLetter && !character.isNumber }
    var word = word.drop(while: isMark)
    while let last = word.last, isMark(last) { word.removeLast() }
    return word
  }

  /// The id that a word among others is: 40 digits, even as a part of the word, or fewer that mix digits and letters, which
  /// neither words ("defaced") nor numbers do. `git describe` puts a `g` in front.
  private static func certain(_ word: Substring) -> (typed: String, prefix: ObjectIDPrefix)? {
    guard word.utf8.count >= certainDigits else { return nil }
    let full = word.split { !$0.isHexDigit }.first { $0.utf8.count == 40 }
    var digits = full ?? word
    if full == nil, word.first == "g" { digits.removeFirst() }
    let isMixed = digits.contains(where: \.isLetter) && digits.contains(where: \.isNumber)
    guard full != nil || isMixed && digits.utf8.count >= certainDigits else { return nil }
    return ObjectIDPrefix(digits).map { (String(digits), $0) }
  }

  /// What is looked up: the commits whose ids start with a prefix, at most some of them.
  struct Lookup: Hashable {
    let prefix: ObjectIDPrefix
    let limit: Int
  }

  /// What has to be looked up for at most `limit` commits. Among other words, an id must match exactly one.
  func lookups(limit: Int) -> [Lookup] { ids.map { Lookup(prefix: $0.prefix, limit: isWhole ? limit : 2) } }

  /// The numbers of the commits that are named, at most `limit`, of those that `find` finds. When the query is an id,
  /// they are all commits whose ids start with it, newest first, but none when it has few digits and `isWord` says that
  /// commits have it as a word. Among other words, an id must match exactly one commit.
  func commits(isWord: () -> Bool, limit: Int, _ find: (Lookup) throws -> [Int]) rethrows -> [Int] {
    let lookups = lookups(limit: limit)
    guard isWhole else {
      let commits = try lookups.compactMap { lookup -> Int? in
        let found = try find(lookup)
        guard found.count == 1 else { return nil }
        return found.first
      }
      var seen: Set<Int> = []
      return Array(commits.filter { seen.insert($0).inserted }.prefix(limit))
    }
    guard let id = ids.first, id.typed.utf8.count >= Self.certainDigits || !isWord() else { return [] }
    return try lookups.first.map(find) ?? []
  }

  /// The full id of a commit with the part of it that was typed; nil when none was.
  func match(_ commit: String) -> MatchedLine? {
    guard let typed = ids.first(where: { commit.hasPrefix($0.typed.lowercased()) })?.typed else { return nil }
    return MatchedLine(field: "commit", text: commit, words: [typed])
  }
}
