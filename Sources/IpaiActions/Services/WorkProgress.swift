/// How far a piece of work is, for showing it.
package struct WorkProgress: Sendable, Equatable {
  /// What is being done, as in "reading commits".
  package let phase: String
  package let done: Int
  /// 0 where it is not known.
  package let total: Int

  package init(phase: String, done: Int, total: Int) {
    self.phase = phase
    self.done = done
    self.total = total
  }
}
