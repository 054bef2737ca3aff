import Foundation
import GRDB
import IpaiGit
import IpaiSearch

/// A query that is the id of a commit, whole or abbreviated, and nothing else.
struct CommitIDQuery {
  /// The digits as they were typed.
  let typed: String
  private let low: ObjectID
  private let high: ObjectID

  /// git itself abbreviates to this many digits or more. Fewer may also be a word ("face", "fe80", "1024"), and in a
  /// large repository some commit starts with nearly any four.
  private static let certainDigits = 7

  /// nil when `text` is no id; `commit ID`, as git writes it, is one.
  init?(_ text: String) {
    var words = text.split(whereSeparator: \.isWhitespace)
    if words.count == 2, words[0].lowercased() == "commit" { words.removeFirst() }
    guard let word = words.first.map(Self.bare), words.count == 1, (4...40).contains(word.utf8.count),
      word.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
    else { return nil }
    let digits = word.lowercased()
    guard let low = ObjectID(hex: digits.padding(toLength: 40, withPad: "0", startingAt: 0)),
      let high = ObjectID(hex: digits.padding(toLength: 40, withPad: "f", startingAt: 0))
    else { return nil }
    (typed, self.low, self.high) = (String(word), low, high)
  }

  /// Without the marks that ids come with where they are pasted from: `(1a2b3c4d)`, `1a2b3c4d.`, `"1a2b3c4d"`.
  private static func bare(_ word: Substring) -> Substring {
    func isMark(_ character: Character) -> Bool { !character.isLetter && !character.isNumber }
    var word = word.drop(while: isMark)
    while let last = word.last, isMark(last) { word.removeLast() }
    return word
  }

  /// The commits that the filter keeps and whose id starts so, newest first, at most `limit`; none where the digits are
  /// few and `isWord` says that commits have them as a word.
  func commits(_ db: Database, _ filter: CommitFilter, isWord: Bool, limit: Int) throws -> [Int] {
    if typed.count < Self.certainDigits, isWord { return [] }
    let request: SQLRequest<Int> = """
      SELECT c.id FROM git_commit c
      WHERE c.oid BETWEEN \(low.data) AND \(high.data) AND \(try filter.conditions())
      ORDER BY c.committed_at DESC, c.oid LIMIT \(limit)
      """
    return try request.fetchAll(db)
  }
}
