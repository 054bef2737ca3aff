/// How far a piece of work has come, to be shown.
package struct WorkProgress: Sendable, Equatable {
  /// What is being done, as in "reading commits".
  package let phase: String
  /// What of it was done last; nil where that is of no interest.
  package let detail: String?
  /// How many steps are done.
  package let done: Int
  /// How many steps there are; 0 when that is not known.
  package let total: Int
  /// How many seconds the rest takes at least, whatever the pace so far; nil where nothing is known of that.
  package let leastSeconds: Double?

  /// `done` of `total` steps of `phase`.
  package init(phase: String, detail: String? = nil, done: Int, total: Int, leastSeconds: Double? = nil) {
    self.phase = phase
    self.detail = detail
    self.done = done
    self.total = total
    self.leastSeconds = leastSeconds
  }
}
