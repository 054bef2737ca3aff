import IpaiGit

/// A commit as it is written to a store.
struct WrittenCommit {
  /// What it says and changed.
  let facts: CommitFacts
  /// How many minutes the author's clock was ahead of UTC; nil where that is not known.
  let authoredOffset: Int?
  /// The value of `git_commit.words`.
  let words: Int
  /// The terms of its fields, in the order of `CorpusLayout.commits`; empty for a commit without words.
  let fields: [String]

  /// A commit that was read from a repository.
  init(_ record: CommitRecord) {
    facts = record.facts
    authoredOffset = record.facts.author.offset
    words = if record.hasDiffWords { 2 } else { 1 }
    fields = record.words.all.map { String(decoding: $0, as: UTF8.self) }
  }

  /// A commit of another store.
  init(_ commit: CopiedCommit, fields: [String]) {
    facts = commit.facts
    authoredOffset = commit.authoredOffset
    words = commit.words
    self.fields = fields
  }
}
