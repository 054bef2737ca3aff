/// Which part of a list of findings is wanted.
package struct FindingPageRequest: Equatable, Sendable {
  /// How many findings at most, 1 or more; nil for all.
  package var most: Int?
  /// Where the page before ended; nil for the first one.
  package var after: FindingCursor?

  /// A part of a list.
  package init(most: Int? = nil, after: FindingCursor? = nil) {
    self.most = most.map { max($0, 1) }
    self.after = after
  }

  /// How many rows are read: one more tells whether another page follows.
  var limit: Int64 { most.map { Int64($0) &+ 1 }.flatMap { $0 > 0 ? $0 : nil } ?? .max }
}
