import GRDB
import IpaiSearch

/// Removes the words of commits from the index and records that they must be read again.
struct CommitWordRemoval {
  private let db: Database
  private let words: WordRemoval

  /// Works within the write transaction of `db`.
  init(_ db: Database, isCancelled: @escaping () -> Bool = { false }) {
    self.db = db
    words = WordRemoval(db, .commits, isCancelled: isCancelled)
  }

  /// Removes the words of these commits and sets their `words` to 0.
  ///
  /// Throws `IpaiError(.interrupted)` when cancelled; the transaction must then be rolled back.
  func remove(_ ids: Set<Int64>) throws {
    guard !ids.isEmpty else { return }
    try words.remove(ids)
    try CorpusVersion.wordsChanged(db, .commits)
    let mark = try db.cachedStatement(sql: "UPDATE git_commit SET words = 0 WHERE id = ?")
    for id in ids { try mark.execute(arguments: [id]) }
  }
}
