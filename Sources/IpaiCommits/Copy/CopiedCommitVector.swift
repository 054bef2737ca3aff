package import IpaiGit

/// What the message of a commit means, as it is copied from one store to another.
package struct CopiedCommitVector: Sendable, Equatable {
  /// The commit.
  package let commit: ObjectID
  /// Its row in the store.
  package let row: Int64
  /// Its numbers.
  let values: [Float]
}
