import IpaiGit

/// What one run has to do, worked out from what the repository has now and what the index has of it.
struct IndexPlan {
  let repository: IndexedRepository
  let selection: Selection
  /// What the references stand at now.
  let tips: [ObjectID]
  /// Where the history of a shallow clone ends now.
  let boundary: Set<ObjectID>
  /// Commits to make findable, newest first: those stored already with the wanted words only need a row in `reachable`.
  let added: [ObjectID]
  /// Commits that can be found and are no longer to be.
  let dropped: [ObjectID]
  /// How many commits can be found at most once the plan is carried out, unless another run adds some meanwhile.
  let mostFound: Int
  /// Commits met on the way that could not be read.
  let broken: [ObjectID]
  /// True when the plan went over all the history, so that `broken` names every commit that cannot be read.
  let isFull: Bool
  let isShallow: Bool
}
