import IpaiGit

/// A run of consecutive commits of a walk, with the records of those that had to be read.
struct CommitBatch: Sendable {
  var commits: [ObjectID] = []
  var records: [ObjectID: CommitRecord] = [:]
  /// Commits that could not be read.
  var broken: [ObjectID] = []

  mutating func add(_ read: [CommitRecord]) {
    for record in read { records[record.facts.id] = record }
  }
}
