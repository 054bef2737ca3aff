/// The work that the calling thread does for somebody.
package enum CurrentWork {
  /// Whether nobody wants its result any longer, for what waits deep within it.
  @TaskLocal package static var isCancelled: @Sendable () -> Bool = { false }
}
