import IpaiCore
package import IpaiGit
import IpaiSearch

/// A commit as it is copied from one store to another, but for its words, of which it has the number.
package struct CopiedCommit: CopiedRecord {
  /// What is stored of it.
  let facts: CommitFacts
  /// How many minutes the author's clock was ahead of UTC; nil where an earlier ipai did not keep that.
  let authoredOffset: Int?
  /// The value of `git_commit.words`.
  let words: Int
  /// How many terms each field has; empty for a commit without words.
  package let lengths: [Int]
  /// Its row in the store.
  let row: Int64
  /// The rows of the repositories there that reach it.
  package let repositories: Set<Int64>
  package let checksum: String

  /// What a store has of a commit. `facts` has an offset of 0 where `authoredOffset` is nil.
  init(
    _ facts: CommitFacts, authoredOffset: Int?, words: Int, lengths: [Int], row: Int64, repositories: Set<Int64>
  ) {
    self.facts = facts
    self.authoredOffset = authoredOffset
    self.words = words
    self.lengths = lengths
    self.row = row
    self.repositories = repositories
    checksum = Self.checksum(facts, authoredOffset, words, lengths)
  }

  /// Its id.
  package var id: ObjectID { facts.id }
  /// Whether it is in the index of words.
  package var hasWords: Bool { words > 0 }

  private static func checksum(_ facts: CommitFacts, _ offset: Int?, _ words: Int, _ lengths: [Int]) -> String {
    var digest = FieldDigest()
    digest.add(facts.id.bytes)
    digest.add(facts.parents.flatMap(\.bytes))
    for person in [facts.author, facts.committer] {
      digest.add(person.name)
      digest.add(person.email)
      digest.add(person.seconds)
    }
    digest.add(offset.map { "\($0)" })
    digest.add(facts.message)
    for flag in [facts.isMessageCut, facts.arePathsCut] { digest.add(flag ? 1 : 0) }
    digest.add(Int64(words))
    for length in lengths { digest.add(Int64(length)) }
    for change in facts.changes {
      digest.add(change.path)
      digest.add(change.kind.rawValue)
    }
    return digest.value()
  }

  /// Whether both have the same message, and so the same meaning.
  package func hasMessage(of other: CopiedCommit) -> Bool {
    ByteOrder.compare(facts.message, other.facts.message) == 0
  }
}

extension CopiedCommit {
  /// nil where this one has more of its words, or of what else is known of it. What is there is never given up for less.
  package func conflict(with other: CopiedCommit) -> String? {
    if words > other.words, hasObject(of: other) { return nil }
    if words == other.words, hasObject(of: other), isMoreKnown(than: other) { return nil }
    return difference(from: other)
  }

  /// What is not the same in the one that the destination has, in a few words.
  package func difference(from other: CopiedCommit) -> String {
    if !hasObject(of: other) || !hasMessage(of: other) { return "it says something else there" }
    if words < other.words { return "more of its words are known there" }
    if other.isMoreKnown(than: self) { return "more is known of it there" }
    if !hasPeople(of: other) { return "its author or committer has another name there" }
    if lengths != other.lengths { return "it has other words there" }
    return "it is not the same there"
  }

  private func hasObject(of other: CopiedCommit) -> Bool {
    facts.parents == other.facts.parents && facts.author.seconds == other.facts.author.seconds
      && facts.committer.seconds == other.facts.committer.seconds
  }

  private func hasPeople(of other: CopiedCommit) -> Bool {
    zip([facts.author, facts.committer], [other.facts.author, other.facts.committer]).allSatisfy { one, other in
      ByteOrder.compare(one.name, other.name) == 0 && ByteOrder.compare(one.email, other.email) == 0
    }
  }

  private func isMoreKnown(than other: CopiedCommit) -> Bool {
    if authoredOffset == nil, other.authoredOffset != nil { return false }
    if facts.changes.count < other.facts.changes.count { return false }
    return authoredOffset != other.authoredOffset || facts.changes.count > other.facts.changes.count
      || !facts.arePathsCut && other.facts.arePathsCut
  }
}
