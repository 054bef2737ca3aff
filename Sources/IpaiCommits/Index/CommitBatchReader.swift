import IpaiCore
import IpaiGit

/// Reads batches of commits. Each thread needs its own.
struct CommitBatchReader {
  private let reader: CommitReader
  private let present: Set<ObjectID>
  private let isCancelled: @Sendable () -> Bool
  /// How many changed paths the commits have whose diffs are read together, which bounds the memory.
  private static let maxChanges = 10_000

  /// Reads from the repository at `path` for a plan, but for the commits in `present`, which are stored with the words that are wanted.
  /// Throws `IpaiError` when the repository cannot be opened.
  init(
    _ plan: IndexPlan, path: String, present: Set<ObjectID>, isCancelled: @escaping @Sendable () -> Bool
  ) throws {
    reader = try CommitReader(path: path, readsDiffs: plan.selection.diffWords)
    self.present = present
    self.isCancelled = isCancelled
  }

  /// Reads those of `commits` that are missing; stops early when cancelled.
  func read(_ commits: ArraySlice<ObjectID>) throws -> CommitBatch {
    var batch = CommitBatch()
    var facts: [CommitFacts] = []
    var changes = 0
    for id in commits where !present.contains(id) && !isCancelled() {
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
    batch.commits = commits.filter { present.contains($0) || batch.records[$0] != nil }
    return batch
  }
}
