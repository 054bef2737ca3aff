import IpaiGit

/// What one run has to do, given what the repository holds now and what the index holds of it.
package struct IndexPlan: Sendable {
  /// The repository as it was recorded when the run began.
  let repository: IndexedRepository
  /// Which commits are wanted.
  let selection: Selection
  /// The commits that the references point to now.
  let tips: [ObjectID]
  /// Where the history of a shallow clone ends now.
  let boundary: Set<ObjectID>
  /// Commits to make findable, newest first. Those that are already stored with the wanted words only need a row in
  /// `reachable`.
  let added: [ObjectID]
  /// Commits that can be found and should no longer be.
  let dropped: [ObjectID]
  /// How many commits can be found at most once the plan is carried out, unless another run adds some meanwhile.
  let mostFound: Int
  /// Commits of the walk that could not be read.
  let broken: [ObjectID]
  /// True when the plan went over all the history, so that `broken` names every commit that cannot be read.
  let isFull: Bool
  /// True when the history of a shallow clone ends the walk.
  let isShallow: Bool
}
