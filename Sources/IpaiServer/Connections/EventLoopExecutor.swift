package import NIOCore

/// Runs Swift tasks on event loops, so that a request is read, served and answered on one thread. Work that blocks its thread
/// belongs elsewhere.
package final class EventLoopExecutor: TaskExecutor {
  private let group: any EventLoopGroup

  /// An executor over the loops of a group.
  package init(_ group: any EventLoopGroup) { self.group = group }

  /// Runs a job on the loop of this thread, or on any other.
  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    // This is the loop of the current thread, if it has one.
    group.any().execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
