/// Which changes of findings are wanted. Their order is the same as long as both scans are there.
package struct ChangeRequest: Equatable, Sendable {
  /// The changes that are wanted.
  package var changes: Set<FindingChange>
  /// How many are left out at the beginning.
  package var skip: Int
  /// How many are wanted at most; nil for all.
  package var most: Int?

  /// What is wanted: all that is not as it was, unless it is said otherwise.
  package init(
    _ changes: Set<FindingChange> = Set(FindingChange.allCases).subtracting([.unchanged]), skip: Int = 0,
    most: Int? = nil
  ) {
    self.changes = changes
    self.skip = max(skip, 0)
    self.most = most.map { max($0, 0) }
  }
}
