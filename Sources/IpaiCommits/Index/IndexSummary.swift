/// What a run of `commits index` did.
package struct IndexSummary: Codable, Sendable, Equatable {
  /// The path of the repository.
  package var repository: String
  /// How many commits of the repository can be found now.
  package var indexed = 0
  /// How many commits were read in this run; the others were stored already.
  package var read = 0
  /// How many commits were dropped because they are no longer reachable.
  package var dropped = 0
  /// Ids of commits that are damaged or missing and were skipped, in this run or an earlier one.
  package var skipped: [String] = []
  /// How many commits can be found but lack paths or words of their diffs because objects are missing or damaged.
  package var withoutAllBlobs = 0
  /// How many commits lack paths because objects are missing or damaged, or because there are too many.
  package var withoutAllPaths = 0
  /// How many vectors were computed in this run.
  package var embedded = 0
  /// Why no vectors were computed although a model is installed; nil when they could be, or were not to be.
  package var notEmbedded: String?
  /// True when the history of a shallow clone ended the walk.
  package var isShallow = false
  /// True when the run was stopped before its end; what was done is kept.
  package var isInterrupted = false

  enum CodingKeys: String, CodingKey {
    case repository, indexed, read, dropped, skipped, embedded
    case notEmbedded = "not_embedded"
    case withoutAllBlobs = "without_all_blobs"
    case withoutAllPaths = "without_all_paths"
    case isShallow = "shallow"
    case isInterrupted = "interrupted"
  }
}
