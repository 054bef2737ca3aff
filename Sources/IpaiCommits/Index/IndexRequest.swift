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
