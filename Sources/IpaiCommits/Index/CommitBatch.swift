import IpaiGit

/// Consecutive commits of a walk, with the records of those that had to be read.
package struct CommitBatch: Sendable {
  /// The commits that can be made findable, in the order of the walk.
  var commits: [ObjectID] = []
  /// What was read, by commit.
  var records: [ObjectID: CommitRecord] = [:]
  /// Commits that could not be read.
  var broken: [ObjectID] = []

  /// Adds what was read.
  mutating func add(_ read: [CommitRecord]) {
    for record in read { records[record.facts.id] = record }
  }
}
