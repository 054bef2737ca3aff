package import IpaiCore

/// What `commits index` is asked to do.
package struct IndexRequest: Sendable {
  /// Any folder in the repository, absolute.
  package var path: String
  /// Which commits to index.
  package var selection: Selection
  /// How many threads read the repository.
  package var jobs: Int
  /// True when every commit of the selection is read again.
  package var rebuild: Bool
  /// The time to record for the run.
  package var now: Timestamp

  /// A request to index the repository around `path`.
  package init(path: String, selection: Selection, jobs: Int, rebuild: Bool = false, now: Timestamp) {
    self.path = path
    self.selection = selection
    self.jobs = jobs
    self.rebuild = rebuild
    self.now = now
  }

  /// Throws `IpaiError(.usage)` for numbers that make no sense, wherever the request comes from.
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
