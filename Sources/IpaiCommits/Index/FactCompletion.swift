import Foundation
import GRDB
import IpaiCore
import IpaiDatabase
import IpaiGit

/// Reads again, of the commits that an earlier ipai stored, what it did not keep: the author's time zone, and the paths
/// beyond the 20,000 it kept of a commit. Costs a look into an index when there is nothing to do.
struct FactCompletion {
  private let database: DatabaseFile
  private let isCancelled: () -> Bool
  /// Commits in one transaction.
  private static let batch = 2_000

  init(_ database: DatabaseFile, isCancelled: @escaping () -> Bool) {
    self.database = database
    self.isCancelled = isCancelled
  }

  private struct Incomplete {
    let row: Int64
    let id: ObjectID
    let arePathsCut: Bool
  }

  /// Completes the commits that the repository of `gitDirectory` reaches; what cannot be read is left for a later run.
  func run(_ gitDirectory: String, path: String) throws {
    var incomplete = try next(after: 0, gitDirectory)
    guard !incomplete.isEmpty else { return }
    let reader = try CommitReader(path: path, readsDiffs: false)
    while let last = incomplete.last, !isCancelled() {
      try complete(incomplete, reader)
      incomplete = try next(after: last.row, gitDirectory)
    }
  }

  private func next(after row: Int64, _ gitDirectory: String) throws -> [Incomplete] {
    try database.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT c.id, c.oid, c.paths_cut FROM git_commit c INDEXED BY git_commit_without_offset
          CROSS JOIN reachable x ON x.commit_id = c.id
            AND x.repository_id = (SELECT id FROM repository WHERE git_directory = ?)
          WHERE c.authored_offset IS NULL AND c.id > ? ORDER BY c.id LIMIT ?
          """, arguments: [gitDirectory, row, Self.batch]
      ).compactMap { row in
        ObjectID(bytes: row[1] as Data).map { Incomplete(row: row[0], id: $0, arePathsCut: row[2]) }
      }
    }
  }

  private func complete(_ commits: [Incomplete], _ reader: CommitReader) throws {
    try database.write { db in
      var writer = CommitWriter(db)
      for commit in commits {
        guard let facts = try? reader.headerFacts(commit.id) else { continue }
        let paths = commit.arePathsCut ? try? reader.facts(commit.id) : nil
        // Where this clone lacks the trees, another one may have them.
        if commit.arePathsCut, paths?.changes.isEmpty != false { continue }
        // The row may be another commit's by now.
        guard try CommitWriter.find(db, commit.id)?.id == commit.row else { continue }
        try writer.complete(
          commit.row, authoredOffset: facts.authoredOffset, isMessageCut: facts.isMessageCut, paths: paths)
      }
      try CommitWriter.corpusChanged(db)
    }
  }
}
