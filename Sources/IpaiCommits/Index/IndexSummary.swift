/// What a run of `commits index` did.
package struct IndexSummary: Codable, Sendable, Equatable {
  package var repository: String
  /// Commits of the repository that can be found now.
  package var indexed = 0
  /// Commits that were read in this run; the others were stored already.
  package var read = 0
  /// Commits that are no longer reachable and were dropped.
  package var dropped = 0
  /// Ids of commits that are damaged or missing and were passed over, in this run or an earlier one.
  package var skipped: [String] = []
  /// Commits that can be found and lack paths or words of their diffs, because objects are missing or damaged.
  package var withoutAllBlobs = 0
  /// Commits that are not kept with all of their paths: objects are missing or damaged, or there are too many.
  package var withoutAllPaths = 0
  /// Commits whose meaning was computed in this run.
  package var embedded = 0
  /// True when the history of a shallow clone ended the walk.
  package var isShallow = false
  /// True when the run was stopped before its end; what was done is kept.
  package var isInterrupted = false

  enum CodingKeys: String, CodingKey {
    case repository, indexed, read, dropped, skipped, embedded
    case withoutAllBlobs = "without_all_blobs"
    case withoutAllPaths = "without_all_paths"
    case isShallow = "shallow"
    case isInterrupted = "interrupted"
  }
}
