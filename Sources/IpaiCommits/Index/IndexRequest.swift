package import IpaiCore

/// What `commits index` is asked to do.
package struct IndexRequest: Sendable {
  /// Any folder in the repository, absolute.
  package var path: String
  package var selection: Selection
  /// Threads that read the repository.
  package var jobs: Int
  /// Reads every commit of the selection again.
  package var rebuild: Bool
  package var now: Timestamp

  package init(path: String, selection: Selection, jobs: Int, rebuild: Bool = false, now: Timestamp) {
    self.path = path
    self.selection = selection
    self.jobs = jobs
    self.rebuild = rebuild
    self.now = now
  }

  /// Throws `IpaiError(.usage)` for numbers that make no sense, from whatever face they come.
  func check() throws {
    guard jobs > 0, jobs <= Self.maxJobs else {
      throw IpaiError(.usage, "jobs must be a whole number from 1 to \(Self.maxJobs), not \(jobs)")
    }
    if let maxCommits = selection.maxCommits, maxCommits < 1 {
      throw IpaiError(.usage, "max_commits must be at least 1, not \(maxCommits)")
    }
  }

  /// More threads than this would only wait for each other.
  package static let maxJobs = 256
}

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

/// How far a run is, for showing it.
package struct IndexProgress: Sendable {
  package enum Phase: String, Sendable {
    case walking = "walking the history"
    case removing = "removing old words"
    case reading = "reading commits"
    case embedding = "computing embeddings"
    case optimizing = "optimizing the index"
  }

  package let phase: Phase
  package let done: Int
  package let total: Int
}
