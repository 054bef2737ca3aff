import GRDB
import IpaiCore
import IpaiDatabase
import IpaiGit

/// Reads batches of commits. Each thread needs its own.
struct CommitBatchReader {
  private let reader: CommitReader
  private let database: DatabaseFile
  private let wantedWords: Int
  private let boundary: Set<ObjectID>
  private let isCancelled: @Sendable () -> Bool
  /// How many changed paths the commits have whose diffs are read together, which bounds the memory.
  private static let maxChanges = 10_000

  /// Reads from the repository at `path` for a plan. Throws `IpaiError` when it cannot be opened.
  init(_ plan: IndexPlan, path: String, _ database: DatabaseFile, isCancelled: @escaping @Sendable () -> Bool) throws {
    reader = try CommitReader(path: path, readsDiffs: plan.selection.diffWords)
    wantedWords = plan.selection.wantedWords
    boundary = plan.boundary
    self.database = database
    self.isCancelled = isCancelled
  }

  /// Reads those of `commits` that are not stored with the words that are wanted; stops early when cancelled.
  func read(_ commits: ArraySlice<ObjectID>) throws -> CommitBatch {
    let missing = try missing(commits)
    var batch = CommitBatch()
    var facts: [CommitFacts] = []
    var changes = 0
    for id in commits where missing.contains(id) && !isCancelled() {
      do {
        facts.append(try reader.facts(id, isCancelled: isCancelled))
      } catch let error as IpaiError where error.code == .notFound || error.code == .unavailable {
        batch.broken.append(id)
        continue
      }
      changes += facts.last?.changes.count ?? 0
      guard changes >= Self.maxChanges else { continue }
      batch.add(reader.records(of: facts, isCancelled: isCancelled))
      facts = []
      changes = 0
    }
    batch.add(reader.records(of: facts, isCancelled: isCancelled))
    batch.commits = commits.filter { !missing.contains($0) || batch.records[$0] != nil }
    return batch
  }

  private func missing(_ commits: ArraySlice<ObjectID>) throws -> Set<ObjectID> {
    try database.read { db in
      try Set(commits.filter { id in try Self.isMissing(db, id, wantedWords, boundary) })
    }
  }

  /// True when a commit has to be read: it is not stored, or with fewer words than are wanted and this clone can give.
  static func isMissing(_ db: Database, _ id: ObjectID, _ wanted: Int, _ boundary: Set<ObjectID>) throws -> Bool {
    guard let stored = try CommitWriter.find(db, id) else { return true }
    return stored.words == 0 || stored.words < wanted && !boundary.contains(id)
  }
}
