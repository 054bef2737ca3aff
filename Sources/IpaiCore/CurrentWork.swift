/// The work that the calling thread does for somebody.
package struct CurrentWork: Sendable {
  /// Whether nobody wants its result any longer.
  package let isCancelled: @Sendable () -> Bool

  /// The one at hand, for what waits deep within it.
  ///
  /// It is a type of our own and not the function itself: in a program that contains Swift's libraries, the type of a function that is a
  /// task-local value is not found (Swift 6.3), and the program ends.
  @TaskLocal package static var current = CurrentWork { false }

  /// Work that ends early when `isCancelled` becomes true.
  package init(isCancelled: @escaping @Sendable () -> Bool) { self.isCancelled = isCancelled }
}
